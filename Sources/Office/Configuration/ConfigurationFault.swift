/// What is wrong in a configuration file: which key, on which line, and what would be right.
public struct ConfigurationFault: Error, Sendable, Equatable, CustomStringConvertible {
  /// Dotted path of the key, such as `listen.office`; empty for the file as a whole.
  public var key: String
  /// From 1; `nil` where the key is missing altogether.
  public var line: Int?
  public var message: String

  public init(key: String, line: Int?, message: String) {
    self.key = key
    self.line = line
    self.message = message
  }

  public var description: String {
    let place = line.map { "line \($0): " } ?? ""
    return key.isEmpty ? place + message : "\(place)\(key): \(message)"
  }
}

/// Every fault that was found in one file, so that an administrator mends them in one go.
public struct ConfigurationFaults: Error, Sendable, CustomStringConvertible {
  public var file: String
  public var faults: [ConfigurationFault]

  public var description: String {
    faults.map { "\(file): \($0)" }.joined(separator: "\n")
  }
}
