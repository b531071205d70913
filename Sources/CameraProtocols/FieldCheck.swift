import Foundation
import Traffic

/// Checks values of Gantry's own interface. Each fault names the field and what it has to be.
enum FieldCheck {
  static func number(_ value: Double?, _ range: ClosedRange<Double>, _ field: String) throws(DecodingFault) -> Double? {
    guard let value else { return nil }
    guard range.contains(value) else {
      throw DecodingFault(.badValue, "`\(field)` has to be from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  static func number(_ value: Int?, _ range: ClosedRange<Int>, _ field: String) throws(DecodingFault) -> Int? {
    guard let value else { return nil }
    guard range.contains(value) else {
      throw DecodingFault(.badValue, "`\(field)` has to be a whole number from \(range.lowerBound) to \(range.upperBound)")
    }
    return value
  }

  static func text(_ value: String?, _ field: String) throws(DecodingFault) -> String? {
    guard let value, !value.isEmpty else { return nil }
    // No text has more characters than bytes, and bytes are counted already.
    guard value.utf8.count <= BodyLimits.textCharacters || value.count <= BodyLimits.textCharacters else {
      throw DecodingFault(.badValue, "`\(field)` has to have at most \(BodyLimits.textCharacters) characters")
    }
    return value
  }

  static func word<Word: RawRepresentable & CaseIterable>(_ value: String, _ field: String) throws(DecodingFault) -> Word
  where Word.RawValue == String {
    guard let word = Word(rawValue: value) else {
      throw DecodingFault(.badValue, "`\(field)` has to be one of \(Word.allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return word
  }

  static func box(_ box: Box?, _ field: String) throws(DecodingFault) -> Box? {
    guard let box else { return nil }
    guard box.isInPicture else { throw DecodingFault(.badValue, "`\(field)` has to lie in the picture, in fractions from 0 to 1") }
    return box
  }

  /// An instant; times without a zone are not taken.
  static func instant(_ text: String, _ field: String) throws(DecodingFault) -> Date {
    guard let instant = DeviceTime(iso8601: text)?.instant else {
      throw DecodingFault(.badTime, "`\(field)` has to be ISO 8601 with a zone, such as 2026-11-21T09:15:30.417+05:00")
    }
    return instant
  }
}
