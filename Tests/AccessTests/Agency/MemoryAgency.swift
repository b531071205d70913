import Crypto
import Foundation

@testable import Access

/// An identity provider in memory, and whoever stands behind it: it does what it is told, wrong or right.
actor MemoryAgency: AgencyProvider {
  static let issuer = "https://login.agency.example"

  var signer: TestSigner
  /// What is published, where that is not the signer's key.
  var published: [[String: String]]?
  var directions: [String: Any] = [:]
  /// What the token says besides, or instead.
  var claims: [String: Any] = [:]
  var status = 200
  var isAway = false
  private(set) var asked: [String] = []
  private(set) var posted: [(form: [String: String], authorization: String?)] = []
  /// The nonce and the challenge with which the browser came, and the time that the token is made.
  private var visit: (nonce: String, challenge: String, now: Date)?

  init(_ signer: TestSigner = .es256()) { self.signer = signer }

  func change(_ body: @Sendable (isolated MemoryAgency) -> Void) { body(self) }

  /// What a browser does at the provider: goes there, signs in, is sent back with a code.
  func receive(_ address: URL, now: Date) -> [String: String] {
    let fields = Self.fields(address.query() ?? "")
    visit = (fields["nonce"] ?? "", fields["code_challenge"] ?? "", now)
    return fields
  }

  func document(at address: URL) throws(AgencyFault) -> Data {
    asked.append(address.path())
    if isAway { throw .away("unplugged") }
    do {
      return switch address.path() {
      case "/.well-known/openid-configuration": try AgencyDirectionsTests.document(directions)
      default: try JSONSerialization.data(withJSONObject: ["keys": published ?? [signer.published]])
      }
    } catch {
      throw .away("\(error)")
    }
  }

  func post(_ form: String, authorization: String?, to address: URL) throws(AgencyFault) -> (status: Int, body: Data) {
    let fields = Self.fields(form)
    posted.append((fields, authorization))
    let challenge = TestSigner.text(Data(SHA256.hash(data: Data((fields["code_verifier"] ?? "").utf8))))
    guard status == 200, let visit, fields["code"] == "the-code", challenge == visit.challenge else { return (status == 200 ? 400 : status, Data("{}".utf8)) }
    let seconds = visit.now.timeIntervalSince1970
    do {
      let token = try signer.token(
        IDTokenTests.claims(["nonce": visit.nonce, "iat": seconds, "exp": seconds + 300, "auth_time": seconds]).merging(claims) { $1 })
      return (200, try TestSigner.json(["id_token": token, "access_token": "unused", "token_type": "Bearer"]))
    } catch {
      throw .away("\(error)")
    }
  }

  private static func fields(_ text: String) -> [String: String] {
    let pairs = text.split(separator: "&").map { $0.split(separator: "=", maxSplits: 1).map { String($0).removingPercentEncoding ?? "" } }
    return Dictionary(pairs.map { ($0[0], $0.count > 1 ? $0[1] : "") }) { first, _ in first }
  }
}
