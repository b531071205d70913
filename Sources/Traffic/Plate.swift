/// A number plate in canonical form: upper-case Latin letters and digits, nothing else.
///
/// Canonical form never folds look-alikes (O and 0 stay different); alternatives are kept as ``PlateCandidate`` values instead, because an
/// exact plate is what leads to a fine.
public struct Plate: Hashable, Sendable, Codable, Comparable, CustomStringConvertible {
  /// The canonical text, 1 to ``maximumLength`` characters of `A`-`Z` and `0`-`9`.
  public let text: String

  /// The longest text that is still taken for a plate. The longest grammar in use has nine characters; the rest is room for misreads.
  public static let maximumLength = 16

  /// Makes a plate from canonical text.
  /// - Returns: `nil` unless the text is 1 to 16 characters of `A`-`Z`, `0`-`9`.
  public init?(canonical text: String) {
    guard !text.isEmpty, text.utf8.count <= Self.maximumLength, text.utf8.allSatisfy(Self.isCanonical) else { return nil }
    self.text = text
  }

  public var description: String { text }

  /// What may be shown of passing traffic: the first two characters, then a dot for each other one.
  public var masked: String {
    String(text.prefix(2)) + String(repeating: "•", count: max(0, text.count - 2))
  }

  public static func < (left: Plate, right: Plate) -> Bool { left.text < right.text }

  public init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let plate = Plate(canonical: text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "not a canonical plate"))
    }
    self = plate
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }

  private static func isCanonical(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte)
  }
}
