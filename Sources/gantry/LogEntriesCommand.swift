import ArgumentParser
import Foundation
import Office
import TransparencyLog

/// `gantry log entries`
struct LogEntriesCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "entries", abstract: "Print a log's published entries, the oldest first.",
    discussion: "A line each: shard, index, and the entry as it stands in the log. Whether they are the ones that were signed says `gantry log check`.")

  @OptionGroup var source: LogSourceOption
  @Option(help: "Of one shard alone, such as 2026.")
  var shard: String?
  @Option(help: "From this index on, in each shard.")
  var from = 0
  @Option(help: ArgumentHelp("Only entries of a type, such as warrant.requested.", valueName: "type"))
  var type: String?
  @Flag(help: "Print one JSON object an entry.")
  var json = false

  func validate() throws {
    guard from >= 0 else { throw ValidationError("--from takes an index, from 0.") }
    if let type, LogEntry.Kind(rawValue: type) == nil {
      throw ValidationError("--type takes one of \(LogEntry.Kind.allCases.map(\.rawValue).joined(separator: ", ")).")
    }
  }

  func run() async throws {
    let shards = shard == nil ? try await source.shards() : [try await source.shard(named: shard)]
    for shard in shards {
      let log = try PublishedLog(shard.reader)
      for index in stride(from: from, to: log.state.size, by: Self.bunch) {
        let entries = try log.entries(index..<min(log.state.size, index + Self.bunch))
        for (offset, entry) in entries.enumerated() { tell(entry, at: index + offset, shard.name) }
      }
    }
  }

  /// How many are read at once.
  private static let bunch = 1024

  private func tell(_ bytes: Data, at index: Int, _ shard: String) {
    let entry = try? LogEntry(bytes: bytes)
    guard type == nil || entry?.kind.rawValue == type else { return }
    // What is not one of Gantry's entries may be anything, also something that a terminal obeys.
    let text = entry == nil ? "\"\(bytes.base64EncodedString())\"" : String(decoding: bytes, as: UTF8.self)
    print(json ? "{\"entry\":\(text),\"index\":\(index),\"shard\":\"\(shard)\"}" : "\(shard)\t\(index)\t\(text)")
  }
}
