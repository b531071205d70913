import Foundation

extension UUID {
  /// The sixteen bytes, as they are stored.
  var bytes: Data { withUnsafeBytes(of: uuid) { Data($0) } }

  /// - Returns: `nil` unless there are sixteen bytes.
  init?(bytes: Data) {
    guard bytes.count == 16 else { return nil }
    var value: uuid_t = (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
    withUnsafeMutableBytes(of: &value) { $0.copyBytes(from: bytes) }
    self.init(uuid: value)
  }
}

extension FixedWidthInteger {
  /// Most significant byte first.
  var bigEndianBytes: Data { withUnsafeBytes(of: bigEndian) { Data($0) } }
}

extension Date {
  /// Milliseconds since 1970: how instants stand in columns.
  var milliseconds: Int64 { Int64((timeIntervalSince1970 * 1000).rounded(.down)) }

  init(milliseconds: Int64) { self.init(timeIntervalSince1970: Double(milliseconds) / 1000) }
}
