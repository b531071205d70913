import Crypto
import CryptoExtras
import Foundation

/// What a keyholder's passphrase becomes: scrypt (RFC 7914), then one key for each use (HKDF).
struct PassphraseKey: Sendable {
  /// The fewest characters of a passphrase.
  static let shortest = 12
  static let saltBytes = 16
  private let root: SymmetricKey

  /// - Parameter rounds: scrypt's N, a power of two. With 2^17, its 128 MiB of memory make guessing expensive; it takes about half a second.
  init(_ passphrase: String, salt: Data, rounds: Int) throws(KeyholdingFault) {
    // The same words typed on another keyboard may be composed differently.
    let words = Data(passphrase.precomposedStringWithCanonicalMapping.utf8)
    guard let key = try? KDF.Scrypt.deriveKey(from: words, salt: salt, outputByteCount: 32, rounds: rounds, blockSize: 8, parallelism: 1) else {
      throw .damaged("The key cannot be made from the passphrase; the identity file says something that no keyholder wrote.")
    }
    root = key
  }

  /// - Parameter use: a label of its own.
  func key(for use: String) -> SymmetricKey {
    HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Data(use.utf8), outputByteCount: 32)
  }
}
