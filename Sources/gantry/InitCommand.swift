import ArgumentParser
import Foundation
import Storage

/// Writes a configuration file and a key file, so that `gantry serve` can start.
struct InitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Set up a server in a folder: gantry.yaml, a key file that only you can read, and an empty data folder."
  )

  @Argument(help: "The folder; made if it is not there.")
  var folder = "."

  func run() throws {
    let folder = URL(fileURLWithPath: folder)
    let file = folder.appending(path: "gantry.yaml")
    guard !FileManager.default.fileExists(atPath: file.path) else {
      throw CommandFailure("\(file.path) is there already; nothing was changed")
    }
    try ServerFolder(url: folder).create(configuration: ServerFolder.freshConfiguration)
    print("""
      \(file.path) is written. Next:
        gantry person add "Your Name" --role administrator --config \(file.path)
        gantry serve --config \(file.path)
      """)
  }
}
