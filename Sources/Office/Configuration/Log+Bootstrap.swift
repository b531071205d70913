public import Logging
import Foundation

extension Configuration.Log {
  /// Sets up logging for the process and returns the server's logger. To be called once, before anything logs.
  public func bootstrap() -> Logger {
    let level = Logger.Level(rawValue: level) ?? .info
    let format = format
    LoggingSystem.bootstrap { label in
      var handler: any LogHandler = format == .json ? JSONLogHandler(label: label) : StreamLogHandler.standardError(label: label)
      handler.logLevel = level
      return handler
    }
    return Logger(label: "gantry")
  }
}
