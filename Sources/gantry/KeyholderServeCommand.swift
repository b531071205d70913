import ArgumentParser
import Foundation
import Keyholding
import KeyholderOffice
import Recognition
import Sealing
import Traffic

/// Runs a keyholder until it is told to stop.
struct KeyholderServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run the keyholder: its pages, what the server asks of it, and the daily work. Prints its address once it listens.",
    discussion: "Listens on 127.0.0.1 alone. To let a server on another machine reach it, put a proxy with TLS and an allowlist in front.")

  @OptionGroup var option: KeyholderOption
  @Option(help: "The port; 0 takes any that is free.")
  var port = 8090
  @Option(help: ArgumentHelp("The address people type where a proxy stands in front, such as https://keyholder.example.", valueName: "address"))
  var address: String?
  @Option(help: ArgumentHelp("Gantry's Web folder.", valueName: "folder"))
  var web: String?
  @OptionGroup var log: LogLevelOption
  @Flag(name: .customLong("until-stdin-closes"), help: "End when standard input does, so that it does not outlive the program that started it.")
  var untilStandardInputCloses = false

  func validate() throws {
    guard (0...65_535).contains(port) else { throw ValidationError("A port is 0 to 65535.") }
    guard address.map({ $0.hasPrefix("https://") || $0.hasPrefix("http://") }) ?? true else {
      throw ValidationError("An address is written such as https://keyholder.example.")
    }
  }

  func run() async throws {
    let logger = log.bootstrap("gantry.keyholder")
    ProcessMemory.lock(telling: logger)
    let open = try await option.open()
    let web = try self.web.map { URL(fileURLWithPath: $0) } ?? Installation.home().appending(path: "Web")
    let server = try KeyholderServer(
      open, settings: .init(port: port, address: address, web: web, untilStandardInputCloses: untilStandardInputCloses), logger: logger,
      started: { port in
        FileHandle.standardOutput.write(Data("\(open.keyholder.holder) is at http://127.0.0.1:\(port)\n".utf8))
      })
    try await server.run()
  }
}
