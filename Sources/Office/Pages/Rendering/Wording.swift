import Foundation

/// Numbers and spans of time in the words of the pages.
enum Wording {
  /// A space that does not break: between a number's thousands, and between a number and its unit.
  static let space = "\u{00A0}"

  /// `142 300 000`
  static func count(_ number: Int) -> String {
    let digits = String(abs(number))
    var groups: [Substring] = []
    var end = digits.endIndex
    while end > digits.startIndex {
      let start = digits.index(end, offsetBy: -3, limitedBy: digits.startIndex) ?? digits.startIndex
      groups.insert(digits[start..<end], at: 0)
      end = start
    }
    return (number < 0 ? "-" : "") + groups.joined(separator: space)
  }

  /// `1 case`, `41 cases`
  static func count(_ number: Int, _ one: String, _ many: String) -> String { "\(count(number)) \(number == 1 ? one : many)" }

  /// `850 000 UZS`
  static func amount(_ amount: Int, _ currency: String) -> String { count(amount) + space + currency }

  /// `97 %`
  static func percent(_ fraction: Double) -> String { "\(Int((fraction * 100).rounded()))\(space)%" }

  /// `98.6 %`
  static func finePercent(_ fraction: Double) -> String { "\(decimal(fraction * 100, places: 1))\(space)%" }

  /// A number with a point, the same in every locale.
  static func decimal(_ number: Double, places: Int) -> String {
    guard number.isFinite else { return "–" }
    return String(format: "%.\(places)f", locale: nil, number)
  }

  /// A raw number for scripts and data attributes, without needless zeros.
  static func raw(_ number: Double) -> String {
    var text = decimal(number, places: 6)
    while text.contains("."), text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text == "-0" ? "0" : text
  }

  /// `2.1 MB`
  static func bytes(_ count: Int) -> String {
    if count < 1000 { return "\(count)\(space)B" }
    if count < 1_000_000 { return "\(decimal(Double(count) / 1000, places: 1))\(space)kB" }
    return "\(decimal(Double(count) / 1_000_000, places: 1))\(space)MB"
  }

  /// How long ago, in its two largest units: `4 s`, `7 min`, `2 h 10 min`, `3 d 4 h`.
  static func span(_ seconds: TimeInterval) -> String {
    let whole = Int(max(0, seconds.isFinite ? seconds : 0))
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min" }
    if whole < 86_400 {
      let minutes = whole % 3600 / 60
      return "\(whole / 3600) h" + (minutes == 0 ? "" : " \(minutes) min")
    }
    let hours = whole % 86_400 / 3600
    return "\(whole / 86_400) d" + (hours == 0 ? "" : " \(hours) h")
  }

  /// `7 min ago`
  static func ago(_ date: Date, now: Date) -> String { span(now.timeIntervalSince(date)) + " ago" }

  /// `DK` for Dilnoza Karimova.
  static func initials(_ name: String) -> String {
    let words = name.split(separator: " ")
    let ends = words.count > 1 ? [words.first, words.last] : [words.first]
    return ends.compactMap { $0?.first }.map { $0.uppercased() }.joined()
  }

  /// The first letter in upper case: `White car`.
  static func sentence(_ text: String) -> String { text.prefix(1).uppercased() + text.dropFirst() }
}
