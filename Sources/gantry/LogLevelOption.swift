import ArgumentParser
import Foundation
import Logging

/// How much a service without a configuration file says on standard error.
struct LogLevelOption: ParsableArguments {
  @Option(name: .customLong("log-level"), help: "One of trace, debug, info, notice, warning, error.")
  var level = "notice"

  func validate() throws {
    guard Logger.Level(rawValue: level) != nil else { throw ValidationError("A log level is trace, debug, info, notice, warning or error.") }
  }

  /// Sets up the whole program's logging. To be called once.
  /// - Parameter label: of the logger, such as `gantry.witness`.
  func bootstrap(_ label: String) -> Logger {
    let level = Logger.Level(rawValue: level) ?? .notice
    LoggingSystem.bootstrap { label in
      var handler = StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
    return Logger(label: label)
  }
}
