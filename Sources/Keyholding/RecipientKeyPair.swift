import Crypto
public import Foundation

/// The requester's key pair for one warrant. Its private half never leaves the requester's machine.
public struct RecipientKeyPair: Sendable {
  private enum Half: Sendable {
    case xWing(XWingMLKEM768X25519.PrivateKey)
    case p256(P256.KeyAgreement.PrivateKey)
  }

  public let publicKey: RecipientKey
  private let half: Half

  /// A new key pair: X-Wing.
  /// - Throws: ``KeyholdingFault/unusable(_:)`` where the library makes none.
  public init() throws(KeyholdingFault) {
    guard let key = try? XWingMLKEM768X25519.PrivateKey.generate() else { throw .unusable("No key pair could be made.") }
    half = .xWing(key)
    publicKey = .xWing(key.publicKey.rawRepresentation)
  }

  /// The other suite, as a browser makes it.
  /// - Parameter key: the private half.
  public init(p256 key: Data) throws(KeyholdingFault) {
    guard let key = try? P256.KeyAgreement.PrivateKey(rawRepresentation: key) else { throw .malformed("private key", "P-256's has 32 bytes.") }
    half = .p256(key)
    publicKey = .p256(key.publicKey.x963Representation)
  }

  /// Takes a stored X-Wing key pair up again.
  /// - Parameter seed: 32 bytes, as ``withSeed(_:)`` gave them.
  public init(seed: Data) throws(KeyholdingFault) {
    guard let key = try? XWingMLKEM768X25519.PrivateKey(seedRepresentation: seed, publicKey: nil) else {
      throw .malformed("private key", "its seed has 32 bytes.")
    }
    half = .xWing(key)
    publicKey = .xWing(key.publicKey.rawRepresentation)
  }

  /// Lends what there is to store, between asking and opening.
  public func withSeed<Result>(_ body: (Data) throws -> Result) rethrows -> Result {
    switch half {
    case .xWing(let key): try body(key.seedRepresentation)
    case .p256(let key): try body(key.rawRepresentation)
    }
  }

  /// - Throws: ``KeyholdingFault/malformed(_:_:)`` where it was sealed to another key or for other words.
  func open(_ sealed: Data, info: Data) throws(KeyholdingFault) -> Data {
    do {
      switch half {
      case .xWing(let key):
        let (encapsulated, content) = (Data(sealed.prefix(1120)), Data(sealed.dropFirst(1120)))
        var recipient = try HPKE.Recipient(
          privateKey: key, ciphersuite: .XWingMLKEM768X25519_SHA256_AES_GCM_256, info: info, encapsulatedKey: encapsulated)
        return try recipient.open(content)
      case .p256(let key):
        let (encapsulated, content) = (Data(sealed.prefix(65)), Data(sealed.dropFirst(65)))
        var recipient = try HPKE.Recipient(privateKey: key, ciphersuite: .P256_SHA256_AES_GCM_256, info: info, encapsulatedKey: encapsulated)
        return try recipient.open(content)
      }
    } catch {
      throw .malformed("release", "it is not sealed to this warrant's key, or it was altered.")
    }
  }
}
