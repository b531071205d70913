public import Traffic

/// What is known of a picture before it is read. A hint never keeps a text from being read; it decides between readings that are about as likely.
public struct ReadingHint: Hashable, Sendable {
  /// Country of most plates there, ISO 3166-1 alpha-2 (`UZ`), with a subdivision where known (`US-CA`), or `EU` for any member state.
  public var region: String?
  /// The plate another reader saw. Where several plates are in the picture the one most like it comes first; its text changes nothing.
  public var expected: Plate?

  public init(region: String? = nil, expected: Plate? = nil) {
    self.region = region
    self.expected = expected
  }
}
