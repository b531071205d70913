import ArgumentParser
import Foundation
import Office
import TransparencyLog

/// `gantry log key`
struct LogKeyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "key", abstract: "Print the log's verifier keys, as policies of keyholders and witnesses name them.",
    discussion: """
      One line for each shard: those that are there, this year's and the next one's, so that everybody is told ahead. Makes the log's key where there
      is none yet. Give the lines to every keyholder and witness yourself: who believes them from the server believes the server.
      """)

  @OptionGroup var config: ConfigurationOption

  func run() throws {
    let configuration = try config.configuration()
    let transparency = configuration.transparency
    for key in try LogKeyFile(transparency.key).keys(origin: transparency.origin, in: configuration.logFolder, at: Date()) { print("log \(key.text)") }
  }
}
