import Crypto
import CryptoExtras
import Foundation

@testable import Access

/// A key that signs tokens as a provider does, written here from the RFCs and not with the library that reads them.
struct TestSigner: Sendable {
  var id: String
  var algorithm: String
  /// The public key (RFC 7517), in JSON.
  var publicKey: [String: String]
  var sign: @Sendable (Data) throws -> Data

  static func es256(_ id: String = "es") -> TestSigner {
    let key = P256.Signing.PrivateKey()
    let point = key.publicKey.rawRepresentation
    return TestSigner(
      id: id, algorithm: "ES256", publicKey: ["kty": "EC", "crv": "P-256", "x": text(point.prefix(32)), "y": text(point.suffix(32))],
      sign: { try key.signature(for: $0).rawRepresentation })
  }

  static func es384(_ id: String = "es384") -> TestSigner {
    let key = P384.Signing.PrivateKey()
    let point = key.publicKey.rawRepresentation
    return TestSigner(
      id: id, algorithm: "ES384", publicKey: ["kty": "EC", "crv": "P-384", "x": text(point.prefix(48)), "y": text(point.suffix(48))],
      sign: { try key.signature(for: $0).rawRepresentation })
  }

  static func ed25519(_ id: String = "ed") -> TestSigner {
    let key = Curve25519.Signing.PrivateKey()
    return TestSigner(
      id: id, algorithm: "EdDSA", publicKey: ["kty": "OKP", "crv": "Ed25519", "x": text(key.publicKey.rawRepresentation)],
      sign: { try key.signature(for: $0) })
  }

  static func rsa(_ id: String = "rsa", algorithm: String = "RS256") throws -> TestSigner {
    let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    let numbers = try key.publicKey.getKeyPrimitives()
    return TestSigner(
      id: id, algorithm: algorithm, publicKey: ["kty": "RSA", "n": text(numbers.modulus), "e": text(numbers.publicExponent)],
      sign: { message in
        try key.signature(for: SHA256.hash(data: message), padding: algorithm == "PS256" ? .PSS : .insecurePKCS1v1_5).rawRepresentation
      })
  }

  /// The attack of those who hope that a public key is taken for the secret of an HMAC.
  static func hmac(with publicKey: Data, id: String) -> TestSigner {
    TestSigner(
      id: id, algorithm: "HS256", publicKey: [:],
      sign: { Data(HMAC<SHA256>.authenticationCode(for: $0, using: SymmetricKey(data: publicKey))) })
  }

  static let none = TestSigner(id: "es", algorithm: "none", publicKey: [:], sign: { _ in Data() })

  /// The key as it is published.
  var published: [String: String] { publicKey.merging(["kid": id, "alg": algorithm, "use": "sig"]) { $1 } }

  /// A token; `header` is added to what stands there anyway.
  func token(_ claims: [String: Any], header: [String: Any] = [:]) throws -> String {
    let head = try Self.text(Self.json(["alg": algorithm, "kid": id].merging(header) { $1 }))
    let body = try Self.text(Self.json(claims))
    return "\(head).\(body)." + (try Self.text(sign(Data("\(head).\(body)".utf8))))
  }

  static func json(_ object: [String: Any]) throws -> Data {
    try JSONSerialization.data(withJSONObject: object.filter { !($0.value is NSNull) }, options: [.sortedKeys])
  }

  static func text(_ data: some DataProtocol) -> String { Data(data).base64URLEncoded }
}
