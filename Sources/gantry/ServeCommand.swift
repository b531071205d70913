import ArgumentParser
import Foundation
import Logging
import Office
import Sealing

/// Runs the server until it is told to stop.
struct ServeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Run the server.",
    discussion: "Stops on SIGTERM or SIGINT: takes in nothing more, finishes what is being judged, loses nothing that was acknowledged."
  )

  @OptionGroup var config: ConfigurationOption

  func run() async throws {
    TidyMemory.ensure()
    let configuration = try config.configuration()
    let logger = configuration.log.bootstrap()
    ProcessMemory.lock(telling: logger)
    let office = try Office(
      configuration: configuration, logger: logger,
      officeStarted: { port in logger.info("pages are served", metadata: ["host": "\(configuration.office.host)", "port": "\(port)"]) },
      camerasStarted: { port in logger.info("cameras are heard", metadata: ["host": "\(configuration.cameras.host)", "port": "\(port)"]) },
      publicStarted: { port in
        logger.info("the public page is served", metadata: ["host": "\(configuration.publicListener.host)", "port": "\(port)"])
      })
    try await office.run()
  }
}
