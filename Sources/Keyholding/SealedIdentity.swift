import Crypto
import Foundation
import Sealing
import TransparencyLog

/// A keyholder's Ed25519 identity as it rests: the public half and the name in clear, the private half under the passphrase.
struct SealedIdentity {
  private static let kind = "keyholder-identity"
  /// From 2^10, which tests use, to 2^20, which takes a gigabyte.
  private static let rounds = (10...20).map { 1 << $0 }

  let holder: HolderID
  let publicKey: Data
  private let rounds: Int
  private let salt: Data
  /// AES-256-GCM: nonce, ciphertext, tag.
  private let sealed: Data

  /// Makes a new identity.
  init(_ identity: Curve25519.Signing.PrivateKey, holder: HolderID, passphrase: String, rounds: Int) throws(KeyholdingFault) {
    guard passphrase.count >= PassphraseKey.shortest else { throw .unusable("A passphrase has at least \(PassphraseKey.shortest) characters.") }
    self.holder = holder
    publicKey = identity.publicKey.rawRepresentation
    self.rounds = rounds
    salt = SymmetricKey(size: .init(bitCount: PassphraseKey.saltBytes * 8)).withUnsafeBytes { Data($0) }
    let key = try PassphraseKey(passphrase, salt: salt, rounds: rounds).key(for: SealingLabel.holderIdentity.rawValue)
    guard let box = try? AES.GCM.seal(identity.rawRepresentation, using: key, authenticating: Self.name(holder, publicKey)), let sealed = box.combined
    else { throw .unusable("The identity could not be sealed.") }
    self.sealed = sealed
  }

  init(bytes: Data) throws(KeyholdingFault) {
    var fields = try CanonicalFields(bytes, kind: Self.kind, limit: 4096)
    holder = try fields.name("holder", HolderID.self)
    publicKey = try fields.bytes("publicKey", count: 32)
    rounds = try fields.number("scryptRounds")
    salt = try fields.bytes("salt", count: PassphraseKey.saltBytes)
    sealed = try fields.bytes("sealed")
    guard Self.rounds.contains(rounds) else { throw fields.fault("`scryptRounds` is a power of two between 2^10 and 2^20.") }
    try fields.finish()
  }

  var bytes: Data {
    CanonicalJSON.object([
      "holder": .text(holder.rawValue), "kind": .text(Self.kind), "publicKey": .bytes(publicKey), "salt": .bytes(salt),
      "scryptRounds": .number(rounds), "sealed": .bytes(sealed), "version": .number(1)
    ]).bytes
  }

  /// What opens with the passphrase.
  struct Keys {
    let identity: Curve25519.Signing.PrivateKey
    /// Wraps the key of the day keys' file.
    let vaultKey: SymmetricKey
    /// Seals the requests.
    let shelfKey: SymmetricKey
  }

  /// - Throws: ``KeyholdingFault/wrongPassphrase``.
  func open(_ passphrase: String) throws(KeyholdingFault) -> Keys {
    let key = try PassphraseKey(passphrase, salt: salt, rounds: rounds)
    guard let box = try? AES.GCM.SealedBox(combined: sealed),
      let opened = try? AES.GCM.open(box, using: key.key(for: SealingLabel.holderIdentity.rawValue), authenticating: Self.name(holder, publicKey)),
      let identity = try? Curve25519.Signing.PrivateKey(rawRepresentation: opened), identity.publicKey.rawRepresentation == publicKey
    else { throw .wrongPassphrase }
    return Keys(identity: identity, vaultKey: key.key(for: SealingLabel.holderVault.rawValue), shelfKey: key.key(for: SealedShelf.label))
  }

  private static func name(_ holder: HolderID, _ publicKey: Data) -> Data { Data(holder.rawValue.utf8) + publicKey }
}
