import ArgumentParser
import Foundation
import Office
import TransparencyLog

/// `gantry log show`
struct LogShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a log's shards: names, sizes, roots, and when witnesses saw them.",
    discussion: "Only checkpoints are looked at, and their signatures; `gantry log check` looks at everything.")

  @OptionGroup var source: LogSourceOption
  @Flag(help: "Print one JSON object a shard.")
  var json = false

  func run() async throws {
    let policy = try source.policy()
    for shard in try await source.shards(isWhole: false) {
      let summary = try LogShardSummary(shard, policy)
      print(json ? try summary.line() : summary.text)
    }
  }
}

/// What is known of a shard from its checkpoint.
private struct LogShardSummary: Encodable {
  let name: String
  let origin: String
  let size: Int
  let root: String
  /// When each witness signed, by its name in the policy.
  let witnesses: [String: Date]
  /// Why the checkpoint does not fulfil the policy; `nil` where it does.
  let fault: String?

  init(_ shard: FoundShard, _ policy: WitnessPolicy) throws {
    let log = try PublishedLog(shard.reader)
    name = shard.name
    origin = log.state.origin
    size = log.state.size
    root = log.state.root.base64
    do {
      witnesses = try policy.verify(log.note).witnessTimes
      fault = nil
    } catch {
      witnesses = [:]
      fault = "\(error)"
    }
  }

  var text: String {
    let times = witnesses.sorted { $0.key < $1.key }.map { "  seen by  \($0.key), \($0.value.ISO8601Format())\n" }
    return """
      \(name)
        origin   \(origin)
        entries  \(size)
        root     \(root)
      \(times.joined())  \(fault.map { "NOT GOOD \($0)" } ?? "signed   by the log\(witnesses.isEmpty ? "" : " and its witnesses"), as the policy asks")
      """
  }
}
