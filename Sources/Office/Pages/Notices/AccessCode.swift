/// The code with which the keeper sees the evidence of a notice.
enum AccessCode {
  /// Letters and digits that cannot be taken for one another on paper (Crockford's base 32).
  private static let alphabet = Array("0123456789ABCDEFGHJKMNPQRSTVWXYZ")
  private static let groups = 3
  private static let groupLength = 4

  /// Twelve characters from the system's random source, 60 bits: `7KQ4-M2XD-9RTB`.
  static func draw() -> String {
    var source = SystemRandomNumberGenerator()
    let drawn = (0..<groups).map { _ in
      String((0..<groupLength).map { _ in alphabet[Int(source.next(upperBound: UInt32(alphabet.count)))] })
    }
    return drawn.joined(separator: "-")
  }
}
