import Crypto
public import Foundation

/// The private half of a key that signs notes: a log's or a witness's.
public struct NoteSigner: Sendable {
  public let key: NoteKey
  private let secret: Curve25519.Signing.PrivateKey

  /// A new key.
  /// - Throws: ``TransparencyFault/unusable(_:)`` for a name with a space or a `+` in it.
  public init(name: String, kind: NoteKey.Kind) throws(TransparencyFault) {
    try self.init(name: name, kind: kind, secret: Curve25519.Signing.PrivateKey())
  }

  /// - Parameter seed: Ed25519, 32 bytes.
  /// - Throws: ``TransparencyFault/unusable(_:)``.
  public init(name: String, kind: NoteKey.Kind, seed: Data) throws(TransparencyFault) {
    guard let secret = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else { throw .unusable("An Ed25519 private key has 32 bytes.") }
    try self.init(name: name, kind: kind, secret: secret)
  }

  private init(name: String, kind: NoteKey.Kind, secret: Curve25519.Signing.PrivateKey) throws(TransparencyFault) {
    self.secret = secret
    key = try NoteKey(name: name, kind: kind, publicKey: secret.publicKey.rawRepresentation)
  }

  /// The private half, 32 bytes, for whoever keeps it. Never for a log line.
  public var seed: Data { secret.rawRepresentation }

  /// Signs a note's text.
  /// - Parameter time: when; a witness's signature holds it, down to the second, a log's does not.
  /// - Throws: ``TransparencyFault/unusable(_:)`` for a time before 1970.
  public func sign(_ text: String, at time: Date) throws(TransparencyFault) -> NoteSignature {
    switch key.kind {
    case .log: return NoteSignature(key: key, bytes: try signature(for: Data(text.utf8)))
    case .witness:
      guard let seconds = UInt64(exactly: time.timeIntervalSince1970.rounded(.down)) else { throw .unusable("A witness signs after 1970.") }
      return NoteSignature(key: key, bytes: seconds.bigEndianBytes + (try signature(for: NoteKey.witnessMessage(text, at: seconds))))
    }
  }

  private func signature(for message: Data) throws(TransparencyFault) -> Data {
    do {
      return try secret.signature(for: message)
    } catch {
      throw .unusable("The note could not be signed.")
    }
  }
}
