/// What is wrong in a keyholder's policy file: which key, on which line, and what would be right.
public struct PolicyFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// Dotted path of the key, such as `caps.plates`; empty for the file as a whole.
  public let key: String
  /// From 1; `nil` where the key is missing altogether.
  public let line: Int?
  public let message: String

  public var description: String {
    let place = line.map { "line \($0): " } ?? ""
    return key.isEmpty ? place + message : "\(place)\(key): \(message)"
  }
}

/// Every fault that was found in one file, so that they can be mended in one go.
public struct PolicyFaults: Error, Sendable, Hashable, CustomStringConvertible {
  public let file: String
  public let faults: [PolicyFault]

  public var description: String { faults.map { "\(file): \($0)" }.joined(separator: "\n") }
}
