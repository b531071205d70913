import ArgumentParser
import Foundation
import Office
import TransparencyLog

/// `gantry log prove`
struct LogProveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prove", abstract: "Write the proof that an entry is in the log, to be checked without asking anybody.",
    discussion: """
      The proof (C2SP tlog-proof) holds the checkpoint with the witnesses' signatures; with the entry beside it nothing else is needed to check it.
        gantry log prove 42 --out 42.tlog-proof --entry 42.json
        gantry log verify 42.tlog-proof --entry 42.json --policy policy.txt
      """)

  @Argument(help: "The entry's index in its shard, as `gantry log entries` prints it.")
  var index: Int
  @OptionGroup var source: LogSourceOption
  @Option(help: "Of which shard, where there are several, such as 2026.")
  var shard: String?
  @Option(help: ArgumentHelp("Where the proof is written. Default: standard output.", valueName: "file"))
  var out: String?
  @Option(help: ArgumentHelp("Where the entry itself is written, as it stands in the log.", valueName: "file"))
  var entry: String?

  func run() async throws {
    let shard = try await source.shard(named: shard)
    let log = try PublishedLog(shard.reader)
    guard (0..<log.state.size).contains(index) else {
      throw CommandFailure("shard \(shard.name) has \(log.state.size) published entries, from 0 on; there is no \(index)")
    }
    let proof = try log.proof(of: index)
    if let entry { try log.entries(index..<index + 1).first?.write(to: URL(fileURLWithPath: entry), options: .atomic) }
    guard let out else { return try FileHandle.standardOutput.write(contentsOf: proof.bytes) }
    try proof.bytes.write(to: URL(fileURLWithPath: out), options: .atomic)
  }
}
