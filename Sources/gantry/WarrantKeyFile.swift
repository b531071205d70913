import Crypto
import Foundation
import Glibc
import Keyholding

/// The file with which somebody asks for, approves and opens warrants on the command line: an Ed25519 key to sign with, and a seed that the key pair
/// of each warrant is made from. It belongs to one person and to no server.
struct WarrantKeyFile {
  private static let kind = "gantry-warrant-key-1:"
  private static let longestBytes = 256
  private static let keyBytes = 32

  private let signing: Curve25519.Signing.PrivateKey
  private let seed: SymmetricKey

  /// What keyholders and server know of it.
  var publicKey: Data { signing.publicKey.rawRepresentation }

  /// Reads a file.
  /// - Throws: ``CommandFailure`` where it is missing, is no such file, or can be read by others.
  init(reading path: String) throws {
    let file: FileHandle
    do {
      file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure("\(path) cannot be read; `gantry warrant key` makes one")
    }
    let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int ?? 0o777
    guard mode & 0o077 == 0 else { throw CommandFailure("\(path) can be read by others; `chmod 600` it, and make a new key") }
    let line = String(decoding: try file.read(upToCount: Self.longestBytes) ?? Data(), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    guard line.hasPrefix(Self.kind), let bytes = Data(base64Encoded: String(line.dropFirst(Self.kind.count))), bytes.count == 2 * Self.keyBytes,
      let signing = try? Curve25519.Signing.PrivateKey(rawRepresentation: bytes.prefix(Self.keyBytes))
    else { throw CommandFailure("\(path) is not a file that `gantry warrant key` made") }
    self.signing = signing
    seed = SymmetricKey(data: bytes.suffix(Self.keyBytes))
  }

  /// Draws new keys and writes them to a new file (0600).
  /// - Throws: ``CommandFailure`` where there is such a file already: what was asked for with the old one could not be opened any more.
  static func create(at path: String) throws -> WarrantKeyFile {
    let bytes = Curve25519.Signing.PrivateKey().rawRepresentation + SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    let descriptor = Glibc.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw CommandFailure("\(path): \(String(cString: strerror(errno))); a key is never written over another file") }
    let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
    try file.write(contentsOf: Data((kind + bytes.base64EncodedString() + "\n").utf8))
    try file.synchronize()
    return try WarrantKeyFile(reading: path)
  }

  func signature(of challenge: Data) throws -> Data { try signing.signature(for: challenge) }

  /// The key pair of one warrant: `HKDF-SHA256(seed, info: "gantry/v1/recipient" || nonce)` as X-Wing's seed.
  func recipient(nonce: Data) throws -> RecipientKeyPair {
    let own = HKDF<SHA256>.deriveKey(inputKeyMaterial: seed, info: Data("gantry/v1/recipient".utf8) + nonce, outputByteCount: Self.keyBytes)
    return try own.withUnsafeBytes { try RecipientKeyPair(seed: Data($0)) }
  }
}
