import Foundation
import Sealing
import TransparencyLog
import Traffic

/// Instants, numbers and plates in the words of the pages. A keyholder works in UTC: its days are those that keys are made for.
enum Wording {
  /// `2026-11-21 14:00 UTC`
  static func minute(_ date: Date) -> String {
    let text = date.secondText
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(5)) UTC"
  }

  /// `2026-11-21 14:00:07 UTC`
  static func second(_ date: Date) -> String {
    let text = date.secondText
    return "\(text.prefix(10)) \(text.dropFirst(11).prefix(8)) UTC"
  }

  /// `1 plate`, `41 plates`
  static func count(_ number: Int, _ one: String, _ many: String) -> String { "\(count(number)) \(number == 1 ? one : many)" }

  /// `2 000 000`
  static func count(_ number: Int) -> String {
    let digits = String(number)
    var groups: [Substring] = []
    var rest = digits[...]
    while !rest.isEmpty {
      groups.insert(rest.suffix(3), at: 0)
      rest = rest.dropLast(3)
    }
    return groups.joined(separator: "\u{00A0}")
  }

  /// The first letter in upper case.
  static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }

  /// A commitment as people compare it: its first and last digits.
  static func short(_ commitment: Data) -> String {
    let digits = commitment.hex
    return "\(digits.prefix(8))…\(digits.suffix(4))"
  }

  /// `Stolen vehicle` for `stolen-vehicle`.
  static func purpose(_ name: String) -> String { sentence(name.replacing("-", with: " ")) }
}
