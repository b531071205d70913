/// Takes numbers of fixed width off the front of a text. Much faster than a date formatter and free of shared state.
struct DigitReader {
  private var rest: Substring.UTF8View

  init(_ text: String) {
    rest = text[...].utf8
  }

  var isAtEnd: Bool { rest.isEmpty }

  /// Exactly `count` digits.
  mutating func take(_ count: Int) -> Int? {
    var value = 0
    for _ in 0..<count {
      guard let digit = rest.first?.digit else { return nil }
      value = value * 10 + digit
      rest.removeFirst()
    }
    return value
  }

  mutating func skip(_ character: Unicode.Scalar) -> Bool {
    guard rest.first == UInt8(ascii: character) else { return false }
    rest.removeFirst()
    return true
  }

  /// A point or comma with one to nine digits, or nothing.
  mutating func takeFraction() -> Double? {
    guard skip(".") || skip(",") else { return 0 }
    guard rest.first?.digit != nil else { return nil }
    return takeFractionDigits()
  }

  /// Up to nine digits that stand behind the decimal point.
  mutating func takeFractionDigits() -> Double? {
    var value = 0.0
    var divisor = 1.0
    while let digit = rest.first?.digit {
      guard divisor < 1e9 else { return nil }
      value = value * 10 + Double(digit)
      divisor *= 10
      rest.removeFirst()
    }
    return value / divisor
  }

  /// A distance from UTC, where one is stated.
  struct Zone {
    var seconds: Int?
  }

  /// `Z`, `±hh`, `±hhmm`, `±hh:mm`, or nothing at all; `nil` for anything else.
  mutating func takeZone() -> Zone? {
    if isAtEnd { return Zone(seconds: nil) }
    if skip("Z") || skip("z") { return Zone(seconds: 0) }
    let sign = skip("+") ? 1 : -1
    guard sign == 1 || skip("-"), let hours = take(2), hours <= 14 else { return nil }
    _ = skip(":")
    guard let minutes = isAtEnd ? 0 : take(2), minutes < 60 else { return nil }
    return Zone(seconds: sign * (hours * 3_600 + minutes * 60))
  }
}
