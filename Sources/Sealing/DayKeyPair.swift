public import Crypto
public import Foundation

/// A keyholder's key for one UTC day with its private half. Lives on the keyholder's machine only; destroying it destroys the day.
public struct DayKeyPair: Sendable {
  static let seedBytes = 32

  /// What the server gets.
  public let published: DayKey
  private let privateKey: XWingMLKEM768X25519.PrivateKey

  /// Makes a new random key pair and signs its public half.
  /// - Parameter identity: the keyholder's Ed25519 identity.
  /// - Throws: ``SealingFault/dayKey(_:_:)`` where the library fails to make or sign one.
  public init(holder: HolderID, day: UTCDay, signedWith identity: Curve25519.Signing.PrivateKey) throws(SealingFault) {
    do {
      privateKey = try XWingMLKEM768X25519.PrivateKey.generate()
    } catch {
      throw .dayKey(holder, "none could be made.")
    }
    published = try Self.sign(privateKey, holder, day, identity)
  }

  /// Takes a stored key pair up again.
  /// - Parameter seed: 32 bytes, as ``withSeed(_:)`` gave them.
  /// - Throws: ``SealingFault/dayKey(_:_:)`` where the seed is not the one of the published key.
  public init(seed: some ContiguousBytes, published: DayKey) throws(SealingFault) {
    guard let key = try? seed.withUnsafeBytes({ try XWingMLKEM768X25519.PrivateKey(seedRepresentation: $0, publicKey: nil) }),
      key.publicKey.rawRepresentation == published.publicKey
    else { throw .dayKey(published.holder, "the stored seed does not belong to the published key.") }
    privateKey = key
    self.published = published
  }

  /// Takes a stored key pair up again where only the seed was stored, and signs its public half anew.
  /// - Parameter seed: 32 bytes, as ``withSeed(_:)`` gave them.
  /// - Throws: ``SealingFault/dayKey(_:_:)`` where the seed has another length.
  public init(
    seed: some ContiguousBytes, holder: HolderID, day: UTCDay, signedWith identity: Curve25519.Signing.PrivateKey
  ) throws(SealingFault) {
    guard let key = try? seed.withUnsafeBytes({ try XWingMLKEM768X25519.PrivateKey(seedRepresentation: $0, publicKey: nil) }) else {
      throw .dayKey(holder, "its stored seed has not \(Self.seedBytes) bytes.")
    }
    privateKey = key
    published = try Self.sign(key, holder, day, identity)
  }

  /// Lends the seed, which is all there is to store, and erases the copy afterwards.
  public func withSeed<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    var seed = privateKey.seedRepresentation
    defer { seed.withUnsafeMutableBytes { $0.erase() } }
    return try seed.withUnsafeBytes(body)
  }

  /// Opens a capsule.
  /// - Returns: the secrets of the holder's subsets, 32 bytes apiece, in the subsets' order.
  /// - Throws: ``SealingFault/capsuleForAnother(_:)`` or ``SealingFault/capsuleDoesNotOpen(_:)``.
  func open(_ capsule: Capsule) throws(SealingFault) -> SecretBytes {
    let holder = published.holder
    guard capsule.holder == holder, capsule.keyFingerprint == published.fingerprint else { throw .capsuleForAnother(holder) }
    var opened: Data
    do {
      let info = Capsule.info(capsule.context, holder, capsule.keyFingerprint)
      var recipient = try HPKE.Recipient(
        privateKey: privateKey, ciphersuite: Capsule.ciphersuite, info: info, encapsulatedKey: capsule.encapsulatedKey)
      opened = try recipient.open(capsule.ciphertext)
    } catch {
      throw .capsuleDoesNotOpen(holder)
    }
    defer { opened.withUnsafeMutableBytes { $0.erase() } }
    let secrets = try SecretBytes(count: opened.count)
    opened.withUnsafeBytes { secrets.all.copyMemory(from: $0) }
    return secrets
  }

  private static func sign(
    _ key: XWingMLKEM768X25519.PrivateKey, _ holder: HolderID, _ day: UTCDay, _ identity: Curve25519.Signing.PrivateKey
  ) throws(SealingFault) -> DayKey {
    let publicKey = key.publicKey.rawRepresentation
    guard let signature = try? identity.signature(for: DayKey.message(holder, day, publicKey)) else {
      throw .dayKey(holder, "it could not be signed.")
    }
    return DayKey(holder: holder, day: day, publicKey: publicKey, signature: signature)
  }
}
