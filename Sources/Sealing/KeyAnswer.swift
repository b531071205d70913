/// What a holder gives for a pass: the second it found, and its parts of the key.
public struct KeyAnswer: Hashable, Sendable, Codable {
  /// Seconds since the epoch was opened. The key was made with it, and the body is bound to it, so the holders have to find the same one.
  public let second: UInt32
  /// One for each subset of the holder, in order; 32 bytes each.
  public let parts: [SubsetPart]

  public init(second: UInt32, parts: [SubsetPart]) {
    self.second = second
    self.parts = parts
  }
}
