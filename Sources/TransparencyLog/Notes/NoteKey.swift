import Crypto
public import Foundation
import Traffic

/// The public half of a key that signs notes, with the name it signs under (C2SP `signed-note`).
public struct NoteKey: Hashable, Sendable, CustomStringConvertible {
  /// What a key is for; the first byte of its encoding.
  public enum Kind: UInt8, Sendable {
    /// A log's own: Ed25519 over the note's text.
    case log = 0x01
    /// A witness's: Ed25519 over a time and the note's text (C2SP `tlog-cosignature`).
    case witness = 0x04
  }

  public let name: String
  public let kind: Kind
  /// Ed25519, 32 bytes.
  public let publicKey: Data
  /// The first four bytes of `SHA-256(name || 0x0A || kind || public key)`: stands in each signature.
  public let id: UInt32

  /// - Throws: ``TransparencyFault/unusable(_:)`` for a name with a space or a `+` in it, or for a key that is none.
  public init(name: String, kind: Kind, publicKey: Data) throws(TransparencyFault) {
    guard Self.isName(name) else { throw .unusable("A key's name is not empty and has no space and no `+`, such as gantry.example/audit/2026.") }
    guard (try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey)) != nil else { throw .unusable("An Ed25519 public key has 32 bytes.") }
    self.name = name
    self.kind = kind
    self.publicKey = Data(publicKey)
    let hash = SHA256.hash(data: Data(name.utf8) + [0x0A, kind.rawValue] + publicKey)
    id = hash.prefix(4).reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// - Parameter text: as ``text`` writes it.
  /// - Throws: ``TransparencyFault/malformed(_:_:)``, also for kinds of keys that this program does not know.
  public init(text: String) throws(TransparencyFault) {
    let thing = "verifier key"
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map { String($0) }
    guard parts.count == 3, let encoded = Data(canonicalBase64: parts[2]), encoded.count == 33 else {
      throw .malformed(thing, "it is written name+ID+base64, with 33 bytes in the last part.")
    }
    guard let kind = Kind(rawValue: encoded[0]) else { throw .malformed(thing, "its kind \(encoded[0]) is not known; logs have 1 and witnesses 4.") }
    try self.init(name: parts[0], kind: kind, publicKey: encoded.dropFirst())
    guard parts[1] == idText else { throw .malformed(thing, "its ID does not belong to its name and key.") }
  }

  /// The verifier key, as policies name it: `name+hex8(ID)+base64(kind || public key)`.
  public var text: String { "\(name)+\(idText)+\((Data([kind.rawValue]) + publicKey).base64EncodedString())" }

  public var description: String { text }

  var idText: String { id.bigEndianBytes.hex }

  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" && $0.value >= 0x20 && $0.value != 0x7F }
  }

  /// Whether a signature says that it is by this key. Names are compared as bytes.
  func isNamed(by signature: NoteSignature) -> Bool { id == signature.keyID && name.utf8.elementsEqual(signature.keyName.utf8) }

  /// Whether a signature is by this key, of this text.
  func made(_ signature: NoteSignature, of text: String) -> Bool {
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else { return false }
    switch kind {
    case .log: return key.isValidSignature(signature.bytes, for: Data(text.utf8))
    case .witness:
      guard let seconds = signature.witnessSeconds else { return false }
      return key.isValidSignature(signature.bytes.dropFirst(8), for: Self.witnessMessage(text, at: seconds))
    }
  }

  /// What a witness signs.
  static func witnessMessage(_ text: String, at seconds: UInt64) -> Data { Data("cosignature/v1\ntime \(seconds)\n\(text)".utf8) }
}
