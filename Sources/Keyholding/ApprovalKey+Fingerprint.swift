import Crypto
public import Foundation
import Traffic

extension ApprovalKey {
  /// The public key, as it was registered.
  public var publicKey: Data {
    switch proof {
    case .ed25519(let key): key
    case .passkey(let key, _, _): key
    }
  }

  /// What people compare before they trust a key.
  public var fingerprint: String { Self.fingerprint(of: publicKey) }

  /// How a public key is shown to people: the first ten bytes of its SHA-256, as `4F3A 9C01 …`.
  public static func fingerprint(of publicKey: Data) -> String {
    let digits = Data(SHA256.hash(data: publicKey)).prefix(10).hex.uppercased()
    return stride(from: 0, to: digits.count, by: 4).map { String(digits.dropFirst($0).prefix(4)) }.joined(separator: " ")
  }
}
