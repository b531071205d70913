import DurableFiles
public import Foundation
import Glibc
public import TransparencyLog

/// Where split views are kept, each in a folder of its own: `ours`, `theirs`, `about.txt`, and `over` once the log contains what the witness saw.
public struct AlarmFolder: Sendable {
  /// An alarm that is not over.
  public struct Kept: Hashable, Sendable {
    public let theirs: SignedNote
    let folder: URL
  }

  private static let draft = "draft-"
  private static let over = "over"
  private let root: URL

  public init(_ root: URL) { self.root = root }

  /// Keeps an alarm; durable on return. One about the same checkpoint of the witness is kept once.
  /// - Throws: ``WitnessingFault/disk(_:)``.
  public func keep(_ alarm: ForkAlarm, origin: String) throws(WitnessingFault) {
    let name = OriginHash(origin).text.prefix(16) + "-" + OriginHash(alarm.theirs.text).text.prefix(16)
    let folder = root.appending(path: String(name), directoryHint: .isDirectory)
    // The same again, such as a second return to an older copy: what was over is not over.
    guard !FileManager.default.fileExists(atPath: folder.path) else {
      return try asked { () throws(DiskFault) in
        try OpenFile.remove(folder.appending(path: Self.over), for: "keeping an alarm")
        try OpenFile.synchronise(folder: folder)
      }
    }
    let draft = root.appending(path: "\(Self.draft)\(UUID().uuidString)", directoryHint: .isDirectory)
    try asked { () throws(DiskFault) in
      try OpenFile.makeFolder(root)
      try OpenFile.makeFolder(draft)
      try Self.write(alarm.ours.bytes, to: draft.appending(path: "ours"))
      try Self.write(alarm.theirs.bytes, to: draft.appending(path: "theirs"))
      try Self.write(Data(alarm.text(origin: origin).utf8), to: draft.appending(path: "about.txt"))
      try OpenFile.synchronise(folder: draft)
      try OpenFile.move(draft, to: folder, for: "keeping an alarm")
      try OpenFile.synchronise(folder: root)
    }
  }

  /// The alarms about a log that are not over, in no order.
  /// - Throws: ``WitnessingFault/folder(_:_:)`` for one that cannot be read: it counts until somebody has looked.
  public func open(origin: String) throws(WitnessingFault) -> [Kept] {
    guard FileManager.default.fileExists(atPath: root.path) else { return [] }
    var kept: [Kept] = []
    for name in try asked({ () throws(DiskFault) in try OpenFile.names(in: root) }) where name.hasPrefix(OriginHash(origin).text.prefix(16)) {
      let folder = root.appending(path: name, directoryHint: .isDirectory)
      guard !FileManager.default.fileExists(atPath: folder.appending(path: Self.over).path) else { continue }
      guard let bytes = try? Data(contentsOf: folder.appending(path: "theirs")), let theirs = try? SignedNote(bytes: bytes) else {
        throw .folder(folder.path, "this alarm cannot be read. Look at it, and remove it only when you know what it was.")
      }
      kept.append(Kept(theirs: theirs, folder: folder))
    }
    return kept
  }

  /// Notes that an alarm is over.
  /// - Throws: ``WitnessingFault/disk(_:)``.
  public func close(_ alarm: Kept, at now: Date) throws(WitnessingFault) {
    try asked { () throws(DiskFault) in
      try Self.write(Data("\(now.ISO8601Format())\n".utf8), to: alarm.folder.appending(path: Self.over))
      try OpenFile.synchronise(folder: alarm.folder)
    }
  }

  private static func write(_ bytes: Data, to file: URL) throws(DiskFault) {
    try OpenFile(file, O_WRONLY | O_CREAT | O_TRUNC, for: "keeping an alarm").write(bytes)
  }

  private func asked<Value>(_ body: () throws(DiskFault) -> Value) throws(WitnessingFault) -> Value {
    do {
      return try body()
    } catch {
      throw .disk("\(error.operation): \(String(cString: strerror(error.code)))")
    }
  }
}
