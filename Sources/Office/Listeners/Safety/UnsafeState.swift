/// Something that must not be served with: where, what is unsafe, and what to do about it.
public struct UnsafeState: Sendable, Hashable, CustomStringConvertible {
  /// The key of the configuration that it is about, such as `listen.office`.
  public var key: String
  /// What is unsafe.
  public var what: String
  /// What makes it safe.
  public var remedy: String

  public init(_ key: String, _ what: String, _ remedy: String) {
    self.key = key
    self.what = what
    self.remedy = remedy
  }

  public var description: String { "\(key): \(what) \(remedy)" }
}

/// Everything that keeps a server from starting, so that an administrator mends it in one go.
public struct UnsafeStates: Error, Sendable, CustomStringConvertible {
  /// How a program ends that was configured wrongly (`EX_CONFIG` of sysexits.h): whoever starts it again changes nothing.
  public static let exitCode: Int32 = 78

  public var states: [UnsafeState]

  public init(states: [UnsafeState]) { self.states = states }

  public var description: String {
    "Gantry does not start like this:\n" + states.map { "  - \($0)" }.joined(separator: "\n") + "\nDocumentation/listeners.md says how to listen safely."
  }
}
