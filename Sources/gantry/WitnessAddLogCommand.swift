import ArgumentParser
import Witnessing

/// Another log, such as the next year's.
struct WitnessAddLogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "add-log", abstract: "Have the witness watch another log, such as the next year's, from its next start on.")

  @OptionGroup var option: WitnessOption
  @OptionGroup var logs: WitnessLogsOption

  func run() throws {
    let count = try option.witness.add(logs.keys())
    print(count == 0 ? "Watched already; nothing was changed." : "\(count) added. Start the witness again to have it watched.")
  }
}
