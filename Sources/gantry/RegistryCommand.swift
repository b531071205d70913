import ArgumentParser
import Enforcement
import Foundation
import Storage

/// The registry of vehicles.
struct RegistryCommand: ParsableCommand {
  static let configuration = CommandConfiguration(commandName: "registry", abstract: "Import the registry of vehicles.", subcommands: [Import.self])

  struct Import: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "import",
      abstract: "Replace the registry by what stands in a CSV file.",
      discussion: """
        Header: plate,status,valid_until,make,model,colour,keeper_name,keeper_address. Names and plates are encrypted before they rest.
        Nothing is imported from a file with a fault.
        """)

    @Argument(help: "The CSV file, UTF-8.", completion: .file(extensions: ["csv"]))
    var file: String
    @OptionGroup var config: ConfigurationOption

    func run() throws {
      let vehicles = try RegistryFile.parse(try String(contentsOfFile: file, encoding: .utf8))
      let (trail, store) = try config.trail(.alteration, of: .registry, detail: "\(vehicles.count) vehicles")
      try trail.record { try store.importRegistry(vehicles) }
      print("\(vehicles.count) vehicles")
    }
  }
}
