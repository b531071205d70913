import ArgumentParser
import Foundation
import TransparencyLog
import Witnessing

/// Makes a witness's folder.
struct WitnessInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a witness: its folder, its key and the logs that it watches. Prints its line for policies.")

  @OptionGroup var option: WitnessOption
  @Option(help: "The witness's name, under which it signs for ever, such as witness.example/w1.")
  var name: String
  @OptionGroup var logs: WitnessLogsOption
  @Option(help: "The port it will be served on, for the printed address.")
  var port = 8100
  @Option(help: ArgumentHelp("The address that others reach it at, for the printed line, such as https://witness.example.", valueName: "address"))
  var address: String?

  func validate() throws {
    guard (1...65_535).contains(port) else { throw ValidationError("A port is 1 to 65535 here.") }
    guard address.map({ WitnessAddress($0) != nil }) ?? true else { throw ValidationError("An address is written such as https://witness.example.") }
  }

  func run() throws {
    let key = try option.witness.create(name: name, logs: logs.keys())
    print("""
      \(option.folder) is made. Keep a copy of \(option.folder)/witness.key where nobody else reads it, and run
        gantry witness serve --folder \(option.folder) --port \(port)
      Policies of servers, keyholders and auditors name this witness so:
      witness \(name) \(key.text) \(address ?? "http://127.0.0.1:\(port)")
      """)
  }
}
