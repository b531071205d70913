import DurableFiles
import Foundation
import Glibc
import Sealing
import Traffic

/// The folder of one epoch, `<day>/<epoch number>-<boot nonce>`, and what lies in it:
/// - `record`: the epoch's capsules and commitments, there before the first pass.
/// - `<part>.log`: passes as they came, while the epoch is open or until a segment has them.
/// - `<part>.segment`: the same passes in an order that says nothing. Where both are there, the segment counts if it is whole.
/// - `*.draft`: what a crash left half written.
///
/// A part's name is random, so that not even the order of the parts is the order of arrival. A folder with no log in it is closed.
struct EpochFolder: Hashable {
  /// What lies in a folder.
  struct Contents {
    var hasRecord = false
    /// Names of the parts that are logs, and of those that are segments, in their order.
    var logs: [String] = []
    var segments: [String] = []
    var drafts: [URL] = []
  }

  let day: UTCDay
  let name: String
  /// The archive's folder.
  let root: URL
  let url: URL

  init(of epoch: EpochContext, in root: URL) {
    self.init(day: epoch.day, name: "\(epoch.epoch)-\(epoch.bootNonce.hex)", in: root)
  }

  init(day: UTCDay, name: String, in root: URL) {
    self.day = day
    self.name = name
    self.root = root
    url = Self.folder(of: day, in: root).appending(path: name, directoryHint: .isDirectory)
  }

  static func folder(of day: UTCDay, in root: URL) -> URL { root.appending(path: day.description, directoryHint: .isDirectory) }

  var record: URL { url.appending(path: "record") }
  func log(_ part: String) -> URL { url.appending(path: part + ".log") }
  func segment(_ part: String) -> URL { url.appending(path: part + ".segment") }
  /// What a file is called until it is whole and durable.
  func draft(of file: URL) -> URL { file.appendingPathExtension("draft") }

  static func newPart() -> String { withUnsafeBytes(of: UInt64.random(in: .min ... .max)) { $0.hex } }

  func contents() throws(DiskFault) -> Contents {
    var contents = Contents()
    for name in try OpenFile.names(in: url) {
      let file = url.appending(path: name)
      switch file.pathExtension {
      case "log": contents.logs.append(String(name.dropLast(4)))
      case "segment": contents.segments.append(String(name.dropLast(8)))
      case "draft": contents.drafts.append(file)
      default: contents.hasRecord = contents.hasRecord || name == "record"
      }
    }
    contents.logs.sort()
    contents.segments.sort()
    return contents
  }
}

extension EpochFolder {
  /// The days that have a folder, in their order; none where there is no archive yet.
  static func days(in root: URL) throws(DiskFault) -> [UTCDay] { try namesIfThere(in: root).compactMap { UTCDay($0) }.sorted() }

  /// The epochs of a day, in no order; none where the day was destroyed or never was.
  static func folders(of day: UTCDay, in root: URL) throws(DiskFault) -> [EpochFolder] {
    try namesIfThere(in: folder(of: day, in: root)).filter(isName).map { EpochFolder(day: day, name: $0, in: root) }
  }

  /// Whether a name is that of an epoch's folder. Whatever else somebody put there is left alone.
  private static func isName(_ name: String) -> Bool {
    let parts = name.split(separator: "-", omittingEmptySubsequences: false)
    return parts.count == 2 && UInt32(parts[0]) != nil && parts[1].utf8.count == 16 && parts[1].allSatisfy(\.isHexDigit)
  }

  private static func namesIfThere(in folder: URL) throws(DiskFault) -> [String] {
    do {
      return try OpenFile.names(in: folder)
    } catch where error.code == ENOENT {
      return []
    }
  }
}
