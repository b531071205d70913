import Crypto
import Foundation
import Sealing

/// Files of a keyholder that must not rest in clear: requests with their plates, what was decided, and whose keys were proposed.
///
/// Each is AES-256-GCM under a key that the passphrase gives, with `"gantry/v1/holder/shelf" || LP(name)` as its associated data, so that no
/// file can be put in another's place.
struct SealedShelf {
  static let label = "gantry/v1/holder/shelf"
  private static let name = "requests"

  private let parent: URL
  private let folder: URL
  private let key: SymmetricKey
  private let disk: any KeyholderDisk

  /// - Parameter parent: the keyholder's folder, in which there is one for these once there is something in it.
  init(in parent: URL, key: SymmetricKey, disk: any KeyholderDisk) {
    self.parent = parent
    folder = parent.appending(path: Self.name)
    self.key = key
    self.disk = disk
  }

  /// Removes what an interrupted writing left.
  func sweep() throws(KeyholdingFault) {
    for name in try names(ending: ".new") { try disk.remove(folder.appending(path: name + ".new")) }
  }

  /// The names with an ending, without it.
  func names(ending: String) throws(KeyholdingFault) -> [String] {
    guard try disk.names(in: parent).contains(Self.name) else { return [] }
    return try disk.names(in: folder).filter { $0.hasSuffix(ending) }.map { String($0.dropLast(ending.count)) }.sorted()
  }

  /// - Returns: `nil` where there is none of that name.
  /// - Throws: ``KeyholdingFault/damaged(_:)`` where it is not what this keyholder wrote.
  func read(_ name: String) throws(KeyholdingFault) -> Data? {
    guard let sealed = try disk.read(folder.appending(path: name)) else { return nil }
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let content = try? AES.GCM.open(box, using: key, authenticating: Self.place(name))
    else {
      throw .damaged("`\(name)` among the requests is not what this keyholder wrote.")
    }
    return content
  }

  func write(_ name: String, _ content: Data) throws(KeyholdingFault) {
    guard let sealed = try? AES.GCM.seal(content, using: key, authenticating: Self.place(name)).combined else {
      throw .unusable("A request could not be sealed.")
    }
    let file = folder.appending(path: name)
    let draft = file.appendingPathExtension("new")
    try disk.makeFolder(folder)
    try disk.create(draft, sealed)
    try disk.move(draft, to: file)
    try disk.synchronise(folder)
  }

  func remove(_ name: String) throws(KeyholdingFault) {
    try disk.remove(folder.appending(path: name))
    try disk.synchronise(folder)
  }

  private static func place(_ name: String) -> Data {
    var place = Data(label.utf8)
    place.append(prefixed: name)
    return place
  }
}
