import Foundation
import Sealing

/// A token as a number, so that it can be ordered and its place among others guessed.
struct RowToken: Hashable, Comparable {
  static let byteCount = SealedReading.tokenBytes

  /// The first eight bytes, most significant first.
  let high: UInt64
  let low: UInt64

  /// - Parameter bytes: at least sixteen.
  init(_ bytes: UnsafeRawBufferPointer, at offset: Int = 0) {
    high = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
    low = UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset + 8, as: UInt64.self))
  }

  /// - Returns: `nil` unless there are sixteen bytes.
  init?(_ data: Data) {
    guard data.count == Self.byteCount else { return nil }
    self = data.withUnsafeBytes { RowToken($0) }
  }

  static func < (left: Self, right: Self) -> Bool { left.high == right.high ? left.low < right.low : left.high < right.high }
}
