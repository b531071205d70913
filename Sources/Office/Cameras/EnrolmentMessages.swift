import Access
import Foundation

/// What a device sends to be enrolled.
struct EnrolmentRequest: Decodable {
  /// The one-time code.
  var code: String
  /// PKCS #10 in PEM.
  var csr: String
  /// The Ed25519 key that its captures will be signed with, base64 of 32 bytes.
  var signingKey: String?
}

/// What it sends to renew its certificate: nothing, or a request with a new key.
struct RenewalRequest: Decodable {
  var csr: String?
}

/// What it gets.
struct EnrolmentAnswer: Encodable, Sendable {
  var camera: String
  /// In PEM.
  var certificate: String
  /// The authority's certificate, in PEM.
  var chain: String
  var notAfter: Date
  /// From when to ask for the next one.
  var renewAfter: Date
}
