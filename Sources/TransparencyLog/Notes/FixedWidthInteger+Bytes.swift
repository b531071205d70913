import Foundation

extension FixedWidthInteger {
  var bigEndianBytes: Data { Swift.withUnsafeBytes(of: bigEndian) { Data($0) } }
}
