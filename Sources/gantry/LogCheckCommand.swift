import ArgumentParser
import Foundation
import Office
import TransparencyLog

/// `gantry log check`
struct LogCheckCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "check", abstract: "Read a whole log and find every byte that is not as it was written.",
    discussion: """
      Every entry is read, every tile is made anew and compared, signatures and cosignatures are checked, and each year's shard has to go on where the
      one before it ended. What is wrong is printed, a line each, with its file and byte; the command ends with 1 then. Nothing is written.
      """)

  @OptionGroup var source: LogSourceOption

  func run() async throws {
    let policy = try source.policy()
    let shards = try await source.shards()
    guard !shards.isEmpty else { throw CommandFailure("there is no shard") }
    var reports: [LogAudit.ShardReport] = []
    for shard in shards { reports.append((shard.name, try Self.report(on: shard, policy))) }
    let findings = reports.flatMap { shard in shard.report.findings.map { "\(shard.name)/\($0)" } } + LogAudit.links(between: reports).map { "\($0)" }
    for (name, report) in reports where report.findings.isEmpty { print(Self.line(name, report)) }
    guard !findings.isEmpty else { return }
    for finding in findings { print(finding) }
    throw ExitCode.failure
  }

  private static func report(on shard: FoundShard, _ policy: WitnessPolicy) throws -> LogReport {
    guard let key = try key(of: shard, policy) else {
      let origin = try shard.origin() ?? "a name that cannot be read"
      throw CommandFailure("shard \(shard.name) is of \(origin), and no key of it was named: add it to the policy, or with another --key")
    }
    if let copy = shard.copy {
      if copy.isWritten { BenchProgress.tell("shard \(shard.name): a server is writing it, so what is published is checked, and nothing beyond") }
      return try LogAudit.report(on: copy, key: key, policy: policy)
    }
    return try LogAudit.report(on: shard.reader, key: key, policy: policy)
  }

  /// The key that the shard has to be signed with. Where its own name cannot be read, the shard's name, or that there is only one, decides.
  private static func key(of shard: FoundShard, _ policy: WitnessPolicy) throws -> NoteKey? {
    let keys = policy.logs.map(\.key)
    let origin = try shard.origin()
    return keys.first { $0.name == origin } ?? keys.first { $0.name.hasSuffix("/\(shard.name)") } ?? (keys.count == 1 ? keys.first : nil)
  }

  private static func line(_ name: String, _ report: LogReport) -> String {
    guard let state = report.state else { return "\(name)\tno entries yet" }
    let seen = report.witnessed?.quorumAt.map { ", seen by its witnesses at \($0.ISO8601Format())" } ?? ""
    return "\(name)\t\(state.size) entries, all as they were signed\(seen)"
  }
}
