import Crypto
import CryptoExtras
import Foundation

/// A password as it is stored: scrypt, in the PHC string format, `$scrypt$ln=17,r=8,p=1$salt$hash`.
struct PasswordHash: Sendable, Hashable, Codable {
  private static let saltBytes = 16
  private static let hashBytes = 32

  let cost: ScryptCost
  let salt: Data
  let hash: Data

  /// Hashes a password under a new salt; takes its time.
  init(of password: RecoveryPassword, cost: ScryptCost) throws {
    try self.init(of: Data(password.text.utf8), salt: SymmetricKey(size: .init(bitCount: Self.saltBytes * 8)).withUnsafeBytes { Data($0) }, cost: cost)
  }

  init(of password: Data, salt: Data, cost: ScryptCost, byteCount: Int = hashBytes) throws {
    self.cost = cost
    self.salt = salt
    hash = try Self.derive(password, salt, cost, byteCount)
  }

  /// Reads the PHC string.
  /// - Returns: `nil` for anything but scrypt in that format with a cost that can be borne.
  init?(phc text: String) {
    let parts = text.split(separator: "$", omittingEmptySubsequences: false)
    guard parts.count == 5, parts[0].isEmpty, parts[1] == "scrypt", let cost = Self.cost(parts[2]), cost.isBearable,
      let salt = Data(unpadded: String(parts[3])), let hash = Data(unpadded: String(parts[4])), salt.count >= 8, hash.count >= Self.hashBytes
    else { return nil }
    self.cost = cost
    self.salt = salt
    self.hash = hash
  }

  var phc: String {
    "$scrypt$ln=\(cost.logN),r=\(cost.r),p=\(cost.p)$\(salt.unpaddedBase64)$\(hash.unpaddedBase64)"
  }

  /// Whether it is the hash of a password; takes its time, the same for every password.
  func isRight(for password: RecoveryPassword) throws -> Bool {
    let other = try Self.derive(Data(password.text.utf8), salt, cost, hash.count)
    return other.count == hash.count && zip(other, hash).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
  }

  init(from decoder: any Decoder) throws {
    let text = try decoder.singleValueContainer().decode(String.self)
    guard let read = Self(phc: text) else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "a scrypt hash belongs here"))
    }
    self = read
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(phc)
  }

  private static func derive(_ password: Data, _ salt: Data, _ cost: ScryptCost, _ byteCount: Int) throws -> Data {
    try KDF.Scrypt.deriveKey(
      from: password, salt: salt, outputByteCount: byteCount, rounds: 1 << cost.logN, blockSize: cost.r, parallelism: cost.p
    ).withUnsafeBytes { Data($0) }
  }

  private static func cost(_ text: Substring) -> ScryptCost? {
    let values = text.split(separator: ",").map { $0.split(separator: "=") }
    guard values.count == 3, values.allSatisfy({ $0.count == 2 }), values.map(\.[0]) == ["ln", "r", "p"], let logN = Int(values[0][1]),
      let r = Int(values[1][1]), let p = Int(values[2][1])
    else { return nil }
    return ScryptCost(logN: logN, r: r, p: p)
  }
}

extension Data {
  /// Base64 without padding, as PHC strings have it.
  fileprivate var unpaddedBase64: String { base64EncodedString().replacing("=", with: "") }

  fileprivate init?(unpadded text: String) {
    guard let data = Data(base64Encoded: text + String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)), data.unpaddedBase64 == text else {
      return nil
    }
    self = data
  }
}
