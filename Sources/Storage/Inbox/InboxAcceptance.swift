public import Traffic

/// That a capture is durable.
public struct InboxAcceptance: Hashable, Sendable, Codable {
  /// Of the first time it was sent, where this is a repeat.
  public var pass: PassID
  /// SHA-256 of the body of that first time, lower-case hex.
  public var sha256: String
  /// Whether the capture was known already; nothing new was stored then.
  public var isRepeat: Bool
}
