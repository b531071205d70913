public import Foundation

extension Configuration {
  /// Where the public log rests.
  public var logFolder: URL { data.appending(path: "log", directoryHint: .isDirectory) }
}
