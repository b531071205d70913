import ArgumentParser
import Foundation
import Office
import TransparencyLog

/// The public log.
struct LogCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "What keyholders and outsiders need to check the public log.", subcommands: [Key.self])

  struct Key: ParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "key", abstract: "Print the log's verifier key, as keyholders' policies name it.",
      discussion: "Makes the log's key where there is none yet. Give the line to every keyholder and witness yourself: who believes it from the server believes the server.")

    @OptionGroup var config: ConfigurationOption

    func run() throws {
      let configuration = try config.configuration()
      print("log \(try LogKeyFile(configuration.transparency.key).signer(origin: configuration.transparency.origin).key.text)")
    }
  }
}
