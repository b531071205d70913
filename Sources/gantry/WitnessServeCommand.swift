import ArgumentParser
import Foundation
import TransparencyLog
import Witnessing

/// Runs a witness until it is told to stop.
struct WitnessServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run the witness. Prints its address once it listens.",
    discussion: "Listens on this machine alone. To let servers on other machines reach it, put a proxy with TLS in front.")

  @OptionGroup var option: WitnessOption
  @Option(help: ArgumentHelp("The address of this machine to listen on; a loopback address.", valueName: "host"))
  var host = "127.0.0.1"
  @Option(help: "The port; 0 takes any that is free.")
  var port = 8100
  @Option(help: ArgumentHelp("Where the watched log is served, such as https://gantry.example. It is read whole, and what was changed in it is kept.", valueName: "url"))
  var reads: String?
  @Option(name: .customLong("reads-every"), help: ArgumentHelp("Minutes from one reading to the next.", valueName: "minutes"))
  var readsEvery = 60.0
  @OptionGroup var log: LogLevelOption
  @Flag(name: .customLong("until-stdin-closes"), help: "End when standard input does, so that it does not outlive the program that started it.")
  var untilStandardInputCloses = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("A port is 0 to 65535.") }
    if let reads, !reads.hasPrefix("https://"), !reads.hasPrefix("http://") { throw ValidationError("--reads takes an address that begins with https:// or http://.") }
    guard readsEvery >= 0.01, readsEvery <= 10_080 else { throw ValidationError("--reads-every takes up to a week of minutes, 10080.") }
  }

  func run() async throws {
    let server: WitnessServer
    var settings = WitnessServer.Settings(host: self.host, port: port, untilStandardInputCloses: untilStandardInputCloses, reads: reads)
    settings.readsEvery = .seconds(readsEvery * 60)
    let host = self.host.contains(":") ? "[\(self.host)]" : self.host
    do {
      server = try WitnessServer(
        option.witness, settings: settings, logger: log.bootstrap("gantry.witness"),
        started: { port in FileHandle.standardOutput.write(Data("The witness is at http://\(host):\(port)\n".utf8)) })
    } catch TransparencyFault.inUse {
      throw CommandFailure("the witness of \(option.folder) is running already")
    }
    try await server.run()
  }
}
