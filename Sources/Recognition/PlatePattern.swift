/// The shape of a plate's text.
///
/// Written the way the plate reads: `A` stands for a letter of the alphabet, `9` for a digit, `#` for one that is not 0, `?` for letter or
/// digit; the digits `0` to `8` and small letters stand for themselves. `0999AAA` is a zero, three digits and three letters.
struct PlatePattern: Hashable, Sendable {
  /// What may stand at each place, as a set of codes (bit 0 is the digit 0, bit 10 the letter A).
  let places: [UInt64]

  private static let digits: UInt64 = (1 << 10) - 1
  private static let letters: UInt64 = (1 << 36) - 1 - digits

  /// - Parameters:
  ///   - shape: as described above; any other character stands for nothing and is passed over.
  ///   - alphabet: the letters that `A` stands for; all where `nil`.
  init(_ shape: String, alphabet: String? = nil) {
    let letters = alphabet.map(Self.set(of:)) ?? Self.letters
    places = shape.utf8.compactMap { byte in
      switch byte {
      case UInt8(ascii: "A"): letters
      case UInt8(ascii: "9"): Self.digits
      case UInt8(ascii: "#"): Self.digits & ~1
      case UInt8(ascii: "?"): Self.digits | Self.letters
      case UInt8(ascii: "a")...UInt8(ascii: "z"): PlateText.code(of: byte - 0x20).map { 1 << UInt64($0) }
      default: PlateText.code(of: byte).map { 1 << UInt64($0) }
      }
    }
  }

  func matches(_ text: PlateText) -> Bool {
    text.count == places.count && zip(text.codes, places).allSatisfy { admits($0.0, $0.1) }
  }

  /// The text with every character that does not belong where it stands replaced by its likeliest twin that does.
  /// - Returns: `nil` where the length is another or a character has no such twin.
  func fitted(_ text: PlateText) -> PlateText? {
    guard text.count == places.count else { return nil }
    var fitted = text
    for (index, code) in text.codes.enumerated() where !admits(code, places[index]) {
      guard let twin = LookAlikes.twins[Int(code)].first(where: { admits($0.code, places[index]) }) else { return nil }
      fitted.codes[index] = twin.code
    }
    return fitted
  }

  private func admits(_ code: UInt8, _ place: UInt64) -> Bool { place & (1 << UInt64(code)) != 0 }

  private static func set(of letters: String) -> UInt64 {
    letters.utf8.compactMap(PlateText.code(of:)).reduce(0) { $0 | 1 << UInt64($1) }
  }
}
