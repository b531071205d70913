import Foundation

/// Instants as audit records write them: `2026-11-21T14:15:30.42+05:00` (RFC 3339, down to 1/100 s, with the offset of the office's clock).
enum AuditTime {
  private static let secondsOfText = 19
  private static let lengthOfText = 28

  static func text(_ instant: Date, zoneOffsetSeconds offset: Int) -> String {
    let hundredths = Int((instant.timeIntervalSince1970 * 100).rounded())
    let seconds = (hundredths - (hundredths % 100 + 100) % 100) / 100
    let local = Date(timeIntervalSince1970: Double(seconds + offset)).formatted(Date.ISO8601FormatStyle()).dropLast()
    let minutes = abs(offset) / 60
    return "\(local).\(padded((hundredths % 100 + 100) % 100))\(offset < 0 ? "-" : "+")\(padded(minutes / 60)):\(padded(minutes % 60))"
  }

  /// - Returns: `nil` for what ``text(_:zoneOffsetSeconds:)`` would not have written.
  static func instant(_ text: String) -> (instant: Date, zoneOffsetSeconds: Int)? {
    guard text.utf8.count == lengthOfText, let local = try? Date("\(text.prefix(secondsOfText))Z", strategy: .iso8601) else { return nil }
    let rest = text.dropFirst(secondsOfText)
    let numbers = rest.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).compactMap { Int($0) }
    guard numbers.count == 3 else { return nil }
    let offset = (rest.dropFirst(3).first == "-" ? -60 : 60) * (numbers[1] * 60 + numbers[2])
    let instant = Date(timeIntervalSince1970: local.timeIntervalSince1970 - Double(offset) + Double(numbers[0]) / 100)
    return Self.text(instant, zoneOffsetSeconds: offset) == text ? (instant, offset) : nil
  }

  private static func padded(_ number: Int) -> String { (number < 10 ? "0" : "") + String(number) }
}
