import Foundation

extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let lineFeed = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let dash = UInt8(ascii: "-")

  /// The digit's value, for `0` to `9`.
  var digit: Int? { (0x30...0x39).contains(self) ? Int(self) - 0x30 : nil }

  var isWhitespace: Bool { self == .space || self == .tab || self == .lineFeed || self == .carriageReturn }
}

extension UnsafeRawBufferPointer {
  /// Where `byte` next occurs at or after `start`.
  func firstOffset(of byte: UInt8, from start: Int) -> Int? {
    guard start < count, let base = baseAddress, let found = memchr(base + start, Int32(byte), count - start) else { return nil }
    return UnsafeRawPointer(found) - base
  }

  /// Whether the bytes at `offset` are these.
  func holds(_ expected: [UInt8], at offset: Int) -> Bool {
    guard offset >= 0, offset + expected.count <= count else { return false }
    for (index, byte) in expected.enumerated() where self[offset + index] != byte { return false }
    return true
  }
}

extension Data {
  /// The first byte that is no white space, a UTF-8 byte order mark skipped.
  var firstMeaningfulByte: UInt8? {
    withUnsafeBytes { bytes in bytes.dropFirst(bytes.holds([0xEF, 0xBB, 0xBF], at: 0) ? 3 : 0).first { !$0.isWhitespace } }
  }
}
