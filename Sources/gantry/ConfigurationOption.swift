import ArgumentParser
import Foundation
import Office
import Storage

/// The option every command shares that works on a server's data.
struct ConfigurationOption: ParsableArguments {
  @Option(name: .customLong("config"), help: ArgumentHelp("The configuration file.", valueName: "file"))
  var file = "gantry.yaml"

  var url: URL { URL(fileURLWithPath: file) }

  /// The checked configuration; faults end the command with one line each.
  func configuration() throws -> Configuration {
    do {
      return try Configuration(file: url)
    } catch {
      throw CommandFailure("\(error)")
    }
  }

  /// The server's store. A running server notices within a second what is written here.
  func store() throws -> Store {
    let configuration = try configuration()
    return try Store(folder: configuration.data, keys: try ServerKeys.load(file: configuration.key))
  }
}
