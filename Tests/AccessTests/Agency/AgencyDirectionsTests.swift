import Foundation
import Testing

@testable import Access

@Suite("What a provider says of itself")
struct AgencyDirectionsTests {
  static let issuer = "https://login.agency.example"

  static func document(_ change: [String: Any] = [:]) throws -> Data {
    try TestSigner.json(
      [
        "issuer": issuer, "authorization_endpoint": "\(issuer)/authorize", "token_endpoint": "\(issuer)/token", "jwks_uri": "\(issuer)/keys",
      ].merging(change) { $1 })
  }

  private func fault(_ change: [String: Any], isPublic: Bool = false) throws -> AgencyFault? {
    do {
      _ = try AgencyDirections(json: Self.document(change), issuer: Self.issuer, isPublic: isPublic)
      return nil
    } catch let fault as AgencyFault {
      return fault
    }
  }

  @Test("It stands at the well-known place under the issuer, with its path")
  func place() {
    #expect(AgencyDirections.address(of: Self.issuer)?.absoluteString == "\(Self.issuer)/.well-known/openid-configuration")
    #expect(AgencyDirections.address(of: "\(Self.issuer)/a/")?.absoluteString == "\(Self.issuer)/a/.well-known/openid-configuration")
    for other in ["", "http://login.agency.example", "ftp://localhost", "https://user@a.example", "\(Self.issuer)?a=b", "\(Self.issuer)#a", "login"] {
      #expect(AgencyDirections.address(of: other) == nil, "\(other)")
    }
  }

  @Test("The issuer is the configured one to the letter")
  func otherIssuer() throws {
    for other in ["\(Self.issuer)/", "https://LOGIN.agency.example", "https://evil.example", ""] {
      #expect(try fault(["issuer": other]) == .otherIssuer, "\(other)")
    }
    #expect(try fault([:]) == nil)
  }

  @Test("Its addresses are encrypted, or on this machine", arguments: ["authorization_endpoint", "token_endpoint", "jwks_uri"])
  func endpoints(_ name: String) throws {
    for bad in ["http://login.agency.example/a", "javascript:alert(1)", "/a", "", "http://127.0.0.1.evil.example/", "https://a.example/#f", "http://127.evil/"] {
      #expect(try fault([name: bad]) == .malformed("\(name) is no https address"), "\(bad)")
    }
    for good in ["http://127.0.0.1:9/a", "http://localhost:9/a", "http://[::1]:9/a"] { #expect(try fault([name: good]) == nil, "\(good)") }
    #expect(try fault([name: NSNull()]) == .malformed("its description"))
  }

  @Test("It must offer the code, S256 and our way to show who we are; where it says nothing, it does")
  func offers() throws {
    #expect(try fault(["response_types_supported": ["id_token"]]) == .unsupported("the authorization code"))
    #expect(try fault(["code_challenge_methods_supported": ["plain"]]) == .unsupported("PKCE with S256"))
    #expect(try fault(["token_endpoint_auth_methods_supported": ["private_key_jwt"]]) == .unsupported("client_secret_basic"))
    #expect(try fault(["token_endpoint_auth_methods_supported": ["client_secret_basic"]], isPublic: true) == .unsupported("none"))
    #expect(try fault(["response_types_supported": ["code", "x"], "code_challenge_methods_supported": ["S256"]]) == nil)
  }
}
