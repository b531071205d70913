import Foundation
import Traffic

/// Sixteen bytes of a body, as digits and as characters.
struct HexLine: Sendable, Hashable {
  private static let width = 16

  var offset: String
  var hex: String
  var ascii: String

  static func lines(of bytes: Data) -> [HexLine] {
    let all = Array(bytes)
    return stride(from: 0, to: all.count, by: width).map { start in
      HexLine(Array(all[start..<min(start + width, all.count)]), at: start)
    }
  }

  /// - Parameter bytes: up to sixteen.
  init(_ bytes: [UInt8], at position: Int) {
    offset = UInt32(position).bigEndianDigits
    let pairs = bytes.map { [$0].hex }
    hex = [pairs.prefix(8), pairs.dropFirst(8)].filter { !$0.isEmpty }.map { $0.joined(separator: " ") }.joined(separator: "  ")
    ascii = String(bytes.map { (0x20..<0x7F).contains($0) ? Character(Unicode.Scalar($0)) : "." })
  }
}

extension UInt32 {
  /// Eight hexadecimal digits.
  fileprivate var bigEndianDigits: String { withUnsafeBytes(of: bigEndian) { Array($0) }.hex }
}
