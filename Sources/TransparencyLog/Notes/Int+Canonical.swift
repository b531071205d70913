extension Int {
  /// A number from 0 on in decimal digits, without sign or leading zeros.
  init?(canonical text: some StringProtocol) {
    guard let number = Int(text), number >= 0, String(number) == text else { return nil }
    self = number
  }
}
