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
    discussion: """
      Stops on SIGTERM or SIGINT: takes in nothing more, finishes what is being judged, loses nothing that was acknowledged.
      Does not start where it would be unsafe to: it says what to do, and ends with exit code 78. On SIGHUP certificates are read again.
      """
  )

  @OptionGroup var config: ConfigurationOption

  func run() async throws {
    TidyMemory.ensure()
    let configuration = try await safeConfiguration()
    let logger = configuration.log.bootstrap()
    ProcessMemory.lock(telling: logger)
    let office = try Office(
      configuration: configuration, logger: logger,
      officeStarted: { port in logger.info("pages are served", metadata: ["host": "\(configuration.office.host)", "port": "\(port)"]) },
      camerasStarted: { port in logger.info("cameras are heard", metadata: ["host": "\(configuration.cameras.host)", "port": "\(port)"]) },
      publicStarted: { port in
        logger.info("the public page is served", metadata: ["host": "\(configuration.publicListener.host)", "port": "\(port)"])
      })
    do {
      try await office.run()
    } catch let states as UnsafeStates {
      throw Self.refusal(states)
    }
  }

  /// The configuration, where it is sound and safe to serve with.
  private func safeConfiguration() async throws -> Configuration {
    let configuration: Configuration
    do {
      configuration = try Configuration(file: config.url)
    } catch {
      throw Self.refusal(error)
    }
    let states = try await SafetyReview.review(configuration, now: Date())
    guard states.isEmpty else { throw Self.refusal(UnsafeStates(states: states)) }
    return configuration
  }

  /// Says why nothing is served, on standard error as every failure.
  private static func refusal(_ error: any Error) -> ExitCode {
    FileHandle.standardError.write(Data("Error: \(error)\n".utf8))
    return ExitCode(UnsafeStates.exitCode)
  }
}
