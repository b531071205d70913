import ArgumentParser
import Foundation
import TransparencyLog
import Witnessing

/// In one look.
struct WitnessStatusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what the witness signed last of each log, the split views it keeps, and what it found changed. Ends with 1 where there is any.",
    discussion: "Works beside a running witness.")

  @OptionGroup var option: WitnessOption

  func run() throws {
    let records = try option.witness.records()
    print("name   \(records.key.name)\nkey    \(records.key.text)")
    var splits: [URL] = []
    for log in records.logs {
      let seen = try records.last(of: log)
      print("log    \(log.name)\n       \(seen.map(Self.text) ?? "nothing seen yet")")
      splits += records.splits(of: log)
    }
    for split in splits {
      print("SPLIT  \(split.path): two checkpoints of one log that contradict each other. Show them to everybody who relies on it.")
    }
    for file in records.findings {
      print("CHANGED  \(file.path): a log was not as it had been written. Show it to everybody who relies on it; remove the file when they know.")
    }
    guard splits.isEmpty, records.findings.isEmpty else { throw ExitCode(1) }
  }

  private static func text(_ seen: WitnessRecords.Seen) -> String {
    "\(seen.checkpoint.size) entries, signed \(seen.signedAt?.ISO8601Format() ?? "at no time"), root \(seen.checkpoint.root.base64)"
  }
}
