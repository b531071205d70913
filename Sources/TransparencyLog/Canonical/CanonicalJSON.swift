package import Foundation

/// JSON that can be written in one way only: no white space, keys in order and each once, whole numbers, the shortest escapes (RFC 8785 with
/// whole numbers). What two parties hash or sign must not mean one thing to one parser and another to the next.
package enum CanonicalJSON: Hashable, Sendable {
  case text(String)
  case number(Int)
  case list([CanonicalJSON])
  case object([String: CanonicalJSON])

  /// The largest whole number that every JSON parser keeps.
  package static let largestNumber = 1 << 53 - 1

  package var bytes: Data {
    var bytes = Data()
    write(to: &bytes)
    return bytes
  }

  /// Bytes as base64 with padding.
  package static func bytes(_ data: Data) -> CanonicalJSON { .text(data.base64EncodedString()) }

  private func write(to bytes: inout Data) {
    switch self {
    case .text(let text): Self.write(text, to: &bytes)
    case .number(let number): bytes += Data(String(number).utf8)
    case .list(let values):
      bytes.append(UInt8(ascii: "["))
      for (place, value) in values.enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "]"))
    case .object(let values):
      bytes.append(UInt8(ascii: "{"))
      for (place, pair) in values.sorted(by: { $0.key.utf16.lexicographicallyPrecedes($1.key.utf16) }).enumerated() {
        if place > 0 { bytes.append(UInt8(ascii: ",")) }
        Self.write(pair.key, to: &bytes)
        bytes.append(UInt8(ascii: ":"))
        pair.value.write(to: &bytes)
      }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  private static let shortEscapes: [UInt8: Character] = [0x08: "b", 0x09: "t", 0x0A: "n", 0x0C: "f", 0x0D: "r", 0x22: "\"", 0x5C: "\\"]

  private static func write(_ text: String, to bytes: inout Data) {
    guard text.utf8.contains(where: { $0 < 0x20 || $0 == 0x22 || $0 == 0x5C }) else {
      bytes.append(0x22)
      bytes.append(contentsOf: text.utf8)
      return bytes.append(0x22)
    }
    bytes.append(0x22)
    for byte in text.utf8 {
      if let short = shortEscapes[byte] {
        bytes += Data("\\\(short)".utf8)
      } else if byte < 0x20 {
        bytes += Data("\\u00\(byte < 0x10 ? "0" : "")\(String(byte, radix: 16))".utf8)
      } else {
        bytes.append(byte)
      }
    }
    bytes.append(0x22)
  }
}
