import Foundation
import JWTKit

/// An ID token as it arrived: taken apart, and nothing believed yet.
struct IDToken: Sendable {
  /// The longest one, in bytes. With groups and pictures' addresses they have 2 to 4 KiB.
  static let longest = 32 * 1024

  let algorithm: IDTokenAlgorithm
  let key: String?
  private let signed: Data
  private let payload: Data
  private let signature: Data

  /// - Throws: ``IDTokenFault/malformed``, ``IDTokenFault/algorithm`` or ``IDTokenFault/otherKind``.
  init(_ text: String) throws(IDTokenFault) {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard text.utf8.count <= Self.longest, parts.count == 3, let header = Data(base64URL: String(parts[0])),
      let payload = Data(base64URL: String(parts[1])), let signature = Data(base64URL: String(parts[2])), let head = try? JSONDecoder().decode(Header.self, from: header)
    else { throw .malformed }
    guard let algorithm = IDTokenAlgorithm(rawValue: head.alg) else { throw .algorithm }
    guard head.crit == nil, head.typ == nil || head.typ?.lowercased() == "jwt" else { throw .otherKind }
    self.algorithm = algorithm
    key = head.kid
    signed = Data("\(parts[0]).\(parts[1])".utf8)
    self.payload = payload
    self.signature = signature
  }

  /// What the token claims, once its signature holds.
  /// - Throws: ``IDTokenFault/unknownKey``, ``IDTokenFault/signature`` or ``IDTokenFault/malformed``.
  func claims(signedBy keys: AgencyKeys) async throws(IDTokenFault) -> IDTokenClaims {
    guard let verifying = await keys.algorithm(algorithm, key: key) else { throw .unknownKey }
    guard (try? verifying.verify(signature, signs: signed)) == true else { throw .signature }
    guard let claims = try? JSONDecoder().decode(IDTokenClaims.self, from: payload) else { throw .malformed }
    return claims
  }

  private struct Header: Decodable {
    var alg: String
    var kid: String?
    var typ: String?
    var crit: [String]?
  }
}
