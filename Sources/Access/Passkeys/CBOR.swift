import Foundation

/// The subset of CBOR (RFC 8949) that authenticators write: the CTAP2 canonical form, in which everything can be written in one way only.
///
/// FIDO CTAP 2.1, section 8: shortest whole numbers, definite lengths, keys in order and each once, no tags and no floating-point numbers, at most
/// four levels. What is written otherwise is refused, so that nothing means one thing here and another elsewhere.
enum CBOR: Hashable, Sendable {
  /// The longest input, in bytes. An attestation object without a statement has a few hundred.
  static let longest = 8192
  /// The most levels.
  static let deepest = 4

  case unsigned(UInt64)
  /// −1 − n.
  case negative(UInt64)
  case bytes(Data)
  case text(String)
  case list([CBOR])
  case map([CBOR: CBOR])
  case bool(Bool)
  case null

  /// Reads one item and nothing after it.
  init(_ data: Data) throws(CBORFault) {
    var reader = CBORReader(data)
    self = try reader.item()
    guard reader.isAtEnd else { throw .trailingBytes }
  }

  /// A whole number, where it is one that fits.
  init(_ number: Int) { self = number < 0 ? .negative(UInt64(-1 - number)) : .unsigned(UInt64(number)) }

  /// What a map has under a whole number or a text.
  subscript(_ key: CBOR) -> CBOR? {
    guard case .map(let values) = self else { return nil }
    return values[key]
  }

  var bytes: Data? {
    guard case .bytes(let bytes) = self else { return nil }
    return bytes
  }

  /// How many keys a map has; `nil` for what is no map.
  var keyCount: Int? {
    guard case .map(let values) = self else { return nil }
    return values.count
  }
}
