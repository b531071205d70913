package import Foundation
package import Traffic

/// Reads what ``SealingBytes`` wrote. Nothing is trusted: every length is checked, and what is left over is refused.
package struct SealedReader {
  private var rest: Data
  private let what: String

  /// - Parameter what: the thing's name for messages, such as `capsule`.
  package init(_ data: Data, of what: String) {
    rest = data
    self.what = what
  }

  package var isAtEnd: Bool { rest.isEmpty }
  package var fault: SealingFault { .malformed(what) }

  package mutating func bytes(_ count: Int) throws(SealingFault) -> Data {
    guard count >= 0, rest.count >= count else { throw fault }
    defer { rest = rest.dropFirst(count) }
    return Data(rest.prefix(count))
  }

  package mutating func byte() throws(SealingFault) -> UInt8 { UInt8(truncatingIfNeeded: try number(1)) }
  package mutating func u16() throws(SealingFault) -> UInt16 { UInt16(truncatingIfNeeded: try number(2)) }
  package mutating func u32() throws(SealingFault) -> UInt32 { UInt32(truncatingIfNeeded: try number(4)) }
  package mutating func u64() throws(SealingFault) -> UInt64 { try number(8) }

  /// What stands behind one length byte.
  package mutating func prefixed() throws(SealingFault) -> Data { try bytes(Int(byte())) }

  package mutating func text() throws(SealingFault) -> String {
    guard let text = String(data: try prefixed(), encoding: .utf8) else { throw fault }
    return text
  }

  package mutating func name<N: Name>(_ type: N.Type) throws(SealingFault) -> N {
    guard let name = N(rawValue: try text()) else { throw fault }
    return name
  }

  package mutating func passID() throws(SealingFault) -> PassID {
    let bytes = try bytes(16)
    return PassID(UUID(uuid: bytes.withUnsafeBytes { $0.loadUnaligned(as: uuid_t.self) }))
  }

  package mutating func suite() throws(SealingFault) -> SealingSuite {
    let byte = try byte()
    guard let suite = SealingSuite(rawValue: byte) else { throw .unknownSuite(byte) }
    return suite
  }

  /// The end must have come.
  package func finish() throws(SealingFault) { if !rest.isEmpty { throw fault } }

  private mutating func number(_ count: Int) throws(SealingFault) -> UInt64 { try bytes(count).reduce(0) { $0 << 8 | UInt64($1) } }
}
