import Traffic

/// A text of plate characters as numbers: 0 to 9 for the digits, 10 to 35 for `A` to `Z`.
struct PlateText: Hashable, Sendable {
  static let characterCount = 36

  var codes: [UInt8]

  init(codes: [UInt8] = []) { self.codes = codes }

  /// - Returns: `nil` where something else than `0`-`9` and `A`-`Z` is in it.
  init?(_ text: String) {
    var codes: [UInt8] = []
    for byte in text.utf8 {
      guard let code = Self.code(of: byte) else { return nil }
      codes.append(code)
    }
    self.codes = codes
  }

  var count: Int { codes.count }

  var string: String { String(decoding: codes.map(Self.byte(of:)), as: UTF8.self) }

  /// The plate, unless the text is empty or too long for one.
  var plate: Plate? { Plate(canonical: string) }

  static func code(of byte: UInt8) -> UInt8? {
    switch byte {
    case 0x30...0x39: byte - 0x30
    case 0x41...0x5A: byte - 0x41 + 10
    default: nil
    }
  }

  private static func byte(of code: UInt8) -> UInt8 { code < 10 ? code + 0x30 : code - 10 + 0x41 }
}
