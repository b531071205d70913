import ArgumentParser
import Foundation
import TransparencyLog
import Witnessing

/// What every command works with that is about a witness's folder.
struct WitnessOption: ParsableArguments {
  @Option(help: ArgumentHelp("The witness's folder.", valueName: "folder"))
  var folder = "witness"

  var witness: WitnessFolder { WitnessFolder(URL(fileURLWithPath: folder)) }
}

/// Logs that are to be watched.
struct WitnessLogsOption: ParsableArguments {
  @Option(
    name: .customLong("log"),
    help: ArgumentHelp("A log's verifier key, as `gantry log key` prints it at the server; repeat for more.", valueName: "key"))
  var texts: [String]

  func keys() throws -> [NoteKey] {
    let keys = try texts.flatMap { try WitnessFolder.keys(in: $0, of: "--log") }
    guard !keys.isEmpty else { throw ValidationError("Give the log's verifier key with --log, as `gantry log key` prints it.") }
    return keys
  }
}
