import Crypto
import DurableFiles
import Foundation
import Glibc

/// The file with the server's keys: one line a key, the oldest first. Only its owner may read it.
///
/// A line is `gantry-server-key-1:<ID> <32 bytes in base64>`. In a file of the time when there was one key the ID is missing; it is 1.
struct KeyFile: Sendable {
  /// A line.
  struct Entry: Sendable {
    var id: UInt32
    var master: SymmetricKey
  }

  static let opening = "gantry-server-key-1:"
  /// More than two are never needed; a file that is longer is not one of ours.
  private static let longest = 4096

  let url: URL
  var disk: any Disk = LocalDisk()

  /// What is written here before it takes the file's place.
  private var draft: URL { url.appendingPathExtension("draft") }
  private var folder: URL { url.deletingLastPathComponent() }

  /// - Throws: ``StorageFault/keys(_:)`` where it is missing, malformed, or where anybody but its owner may read it.
  func read() throws(StorageFault) -> [Entry] {
    let bytes: Data
    do {
      bytes = try SecretFile(url).read(atMost: Self.longest)
    } catch .unreadable(let code) where code == ENOENT {
      throw .keys("\(url.path) is not there. `gantry init` makes one.")
    } catch .othersMayRead(let mode) {
      throw .keys("\(url.path) can be read by others (mode \(String(mode, radix: 8))). `chmod 600` it, then `gantry keys rotate`.")
    } catch {
      throw .keys("\(url.path): \(error)")
    }
    guard let entries = Self.entries(in: String(decoding: bytes, as: UTF8.self))
    else {
      throw .keys("\(url.path) does not hold `\(Self.opening)`, a number and 32 bytes in base64 on each line. Restore it from where you keep a copy.")
    }
    return entries
  }

  /// Makes the file; durable on return.
  /// - Throws: ``StorageFault/keys(_:)`` where there is one already: without the old keys the old data is lost.
  func create(_ entries: [Entry]) throws(StorageFault) {
    do {
      try disk.write(Self.text(of: entries), to: url)
      try disk.synchronise(folder: folder)
    } catch let fault as DiskFault where fault.code == EEXIST {
      throw .keys("\(url.path) is there already. It is not replaced, because what was stored under it would be lost.")
    } catch {
      throw .keys("\(url.path) cannot be written. Is its folder there, and does it belong to this user?")
    }
  }

  /// Puts other lines in place of those there are: all of them or none, whatever happens meanwhile; durable on return.
  /// - Parameter erasing: Whether the old file's bytes are overwritten. Only after the new file stands under the name, so that no moment is
  ///   without a key.
  func replace(by entries: [Entry], erasing: Bool) throws(StorageFault) {
    guard !SystemCredential.isOne(url) else {
      throw .keys("\(url.path) is a credential of the service, which only systemd can replace. Rotate a copy in a file, and encrypt that anew with systemd-creds.")
    }
    do {
      let old = try OpenFile(url, O_WRONLY, for: "opening the key file")
      try disk.remove(draft)
      try disk.write(Self.text(of: entries), to: draft)
      try disk.move(draft, to: url)
      try disk.synchronise(folder: folder)
      if erasing { try old.write(Data(count: try old.size()), for: "overwriting the old key file") }
    } catch {
      try? disk.remove(draft)
      throw StorageFault(cause: error)
    }
  }

  private static func text(of entries: [Entry]) -> Data {
    Data(entries.map { "\(opening)\($0.id) \($0.master.withUnsafeBytes { Data($0) }.base64EncodedString())\n" }.joined().utf8)
  }

  private static func entries(in text: String) -> [Entry]? {
    let lines = text.split(whereSeparator: \.isNewline).filter { !$0.allSatisfy(\.isWhitespace) }
    let entries = lines.compactMap(entry)
    guard !entries.isEmpty, entries.count == lines.count, zip(entries, entries.dropFirst()).allSatisfy({ $0.id < $1.id }) else { return nil }
    return entries
  }

  private static func entry(_ line: Substring) -> Entry? {
    guard line.hasPrefix(opening) else { return nil }
    let words = line.dropFirst(opening.count).split(separator: " ")
    guard let last = words.last, words.count <= 2, let bytes = Data(base64Encoded: String(last)), bytes.count == 32,
      let id = words.count == 1 ? 1 : UInt32(words[0]), id > 0
    else { return nil }
    return Entry(id: id, master: SymmetricKey(data: bytes))
  }
}
