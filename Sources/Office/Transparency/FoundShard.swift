public import Foundation
public import TransparencyLog
public import Witnessing

/// A shard of a public log as it is found in a folder or at an address, by whoever checks it.
public struct FoundShard: Sendable {
  /// The year, or `first`.
  public let name: String
  public let reader: any LogReader
  /// The folder it lies in; `nil` for one that was fetched.
  public let copy: LogFolderCopy?

  public init(_ fetched: FetchedShard) {
    name = fetched.name
    reader = fetched.reader
    copy = nil
  }

  private init(name: String, copy: LogFolderCopy) {
    self.name = name
    reader = copy
    self.copy = copy
  }

  /// The shards in a folder, the oldest first.
  /// - Parameter folder: of a whole public log, or of one shard of it: with `head` and `public`, or with `checkpoint` and tiles alone.
  /// - Throws: `TransparencyFault.folder(_:)` where there is no log.
  public static func all(in folder: URL) throws -> [FoundShard] {
    guard FileManager.default.fileExists(atPath: folder.path) else { throw TransparencyFault.folder("\(folder.path) is not there.") }
    let years = try LogShardFolders.years(in: folder).map { ("\($0)", folder.appending(path: "\($0)", directoryHint: .isDirectory)) }
    let isShard = LogShardFolders.holdsFirst(folder) || FileManager.default.fileExists(atPath: folder.appending(path: "checkpoint").path)
    let own = years.isEmpty ? folder.standardizedFileURL.lastPathComponent : LogShard.firstName
    let found = (isShard ? [(own, folder)] : []) + years
    guard !found.isEmpty else { throw TransparencyFault.folder("\(folder.path) holds no log: neither `head`, nor `checkpoint`, nor a year's folder.") }
    return try found.map { FoundShard(name: $0.0, copy: try LogFolderCopy($0.1)) }
  }

  /// What the shard says it is called; unchecked, to find the key that it has to be signed with.
  public func origin() throws -> String? {
    for bytes in [try reader.read("checkpoint"), try copy?.head()].compactMap(\.self) {
      if let note = try? SignedNote(bytes: bytes), let state = try? Checkpoint(text: note.text) { return state.origin }
    }
    return nil
  }
}
