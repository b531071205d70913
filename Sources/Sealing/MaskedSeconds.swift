import Foundation

/// The second a pass was sealed in, once for each subset A of the holders and hidden from everybody else:
/// `u16 t XOR first two bytes of HMAC(S_A, passID)`.
///
/// A holder needs the second to find the ratchet's value, and can take the mask off for any subset it belongs to. Whoever has the rows
/// alone cannot tell two passes of one second from two of different ones. That holds as long as no pass is sealed twice in an epoch: one
/// ID has one mask.
public struct MaskedSeconds: Hashable, Sendable {
  /// In the subsets' order.
  public let values: [UInt16]

  /// - Parameter values: one for each subset, in order, as a row has them.
  public init(_ values: [UInt16]) { self.values = values }

  init(_ reader: inout SealedReader) throws(SealingFault) {
    var values: [UInt16] = []
    for _ in 0..<(try reader.byte()) { values.append(try reader.u16()) }
    self.values = values
  }
}

extension SealingBytes {
  /// `u8 subsets || u16 masked…`
  mutating func append(_ masked: MaskedSeconds) {
    append(UInt8(masked.values.count))
    for value in masked.values { append(value) }
  }
}
