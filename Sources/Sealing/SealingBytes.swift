package import Foundation

/// Where sealing writes what is hashed, signed or stored: big-endian numbers, and `LP(x)`, one length byte and then the bytes.
package protocol SealingBytes {
  mutating func append(raw bytes: UnsafeRawBufferPointer)
}

extension SealingBytes {
  package mutating func append(_ byte: UInt8) { withUnsafeBytes(of: byte) { append(raw: $0) } }
  package mutating func append(_ number: UInt16) { withUnsafeBytes(of: number.bigEndian) { append(raw: $0) } }
  package mutating func append(_ number: UInt32) { withUnsafeBytes(of: number.bigEndian) { append(raw: $0) } }
  package mutating func append(_ number: UInt64) { withUnsafeBytes(of: number.bigEndian) { append(raw: $0) } }

  /// A label's ASCII text, as it is.
  package mutating func append(_ label: SealingLabel) { append(text: label.rawValue) }

  package mutating func append(raw bytes: Data) { bytes.withUnsafeBytes { append(raw: $0) } }

  /// The text's UTF-8, as it is.
  package mutating func append(text: String) {
    var text = text
    text.withUTF8 { append(raw: UnsafeRawBufferPointer($0)) }
  }

  /// `LP(text)`. Every text that is sealed is a name or a plate, whose type keeps it below 256 bytes.
  package mutating func append(prefixed text: String) {
    precondition(text.utf8.count <= 255, "only names and plates are length-prefixed with one byte")
    append(UInt8(text.utf8.count))
    append(text: text)
  }

  /// The sixteen bytes of an ID.
  package mutating func append(_ id: UUID) { withUnsafeBytes(of: id.uuid) { append(raw: $0) } }
}

extension Data: SealingBytes {
  package mutating func append(raw bytes: UnsafeRawBufferPointer) { append(contentsOf: bytes) }
}
