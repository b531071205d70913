import Foundation
import Testing

@testable import Access

@Suite("The ID token of an agency's provider")
struct IDTokenTests {
  static let now = Date(timeIntervalSince1970: 1_800_000_000)
  static let terms = AgencyTerms(
    issuer: "https://login.agency.example", clientID: "gantry", secret: nil, returnAddress: "https://gantry.example/sign-in/agency/return",
    assurance: ["mfa", "urn:example:loa3"], maximumAge: .seconds(300))

  /// What a sound token says; `change` makes it another one. `NSNull` takes a claim out.
  static func claims(_ change: [String: Any] = [:]) -> [String: Any] {
    let seconds = now.timeIntervalSince1970
    return [
      "iss": terms.issuer, "sub": "7f3a", "aud": "gantry", "exp": seconds + 300, "iat": seconds, "auth_time": seconds - 20, "nonce": "n", "amr": ["pwd", "mfa"],
    ].merging(change) { $1 }
  }

  private func fault(
    _ token: String, signedBy signers: TestSigner..., terms: AgencyTerms = terms
  ) async throws -> IDTokenFault? {
    let keys = try AgencyKeys(json: JSONSerialization.data(withJSONObject: ["keys": signers.map(\.published)]))
    do {
      let subject = try await IDToken(token).claims(signedBy: keys).check(against: terms, nonce: "n", now: Self.now)
      #expect(subject.subject == "7f3a")
      return nil
    } catch {
      return error
    }
  }

  @Test("is believed with every algorithm that we take")
  func sound() async throws {
    for signer in [
      TestSigner.es256(), .es384(), .ed25519(), try .rsa(), try .rsa(algorithm: "PS256"),
    ] {
      #expect(try await fault(signer.token(Self.claims()), signedBy: signer) == nil, "\(signer.algorithm)")
      #expect(try await fault(signer.token(Self.claims(), header: ["typ": "JWT"]), signedBy: signer) == nil)
    }
  }

  @Test("without a signature, or one made with what everybody can read, is refused")
  func algorithms() async throws {
    let signer = TestSigner.es256()
    let rsa = try TestSigner.rsa()
    #expect(try await fault(TestSigner.none.token(Self.claims()), signedBy: signer) == .algorithm)
    for name in ["None", "NONE", "nOnE", "HS256", "HS384", "HS512", "RS1", "ES256K", "dir", ""] {
      #expect(try await fault(signer.token(Self.claims(), header: ["alg": name]), signedBy: signer) == .algorithm, "\(name)")
    }
    for key in [Data(signer.publicKey["x"]!.utf8), try TestSigner.json(signer.published), Data(rsa.publicKey["n"]!.utf8)] {
      #expect(try await fault(TestSigner.hmac(with: key, id: "es").token(Self.claims()), signedBy: signer, rsa) == .algorithm)
    }
  }

  @Test("signed with a key of another kind, another name or another owner is refused")
  func keys() async throws {
    let (signer, other) = (TestSigner.es256("one"), TestSigner.es256("two"))
    let stranger = TestSigner.es256("one")
    #expect(try await fault(stranger.token(Self.claims()), signedBy: signer) == .signature)
    #expect(try await fault(other.token(Self.claims()), signedBy: signer) == .unknownKey)
    #expect(try await fault(signer.token(Self.claims(), header: ["kid": "two"]), signedBy: signer, other) == .signature)
    let rsa = try TestSigner.rsa("one")
    #expect(try await fault(signer.token(Self.claims()), signedBy: rsa) == .unknownKey)
    #expect(try await fault(rsa.token(Self.claims(), header: ["alg": "PS256"]), signedBy: rsa) == .unknownKey)
    var unbound = rsa
    unbound.algorithm = "RS384"
    #expect(try await fault(rsa.token(Self.claims()), signedBy: unbound) == .unknownKey)
  }

  @Test("without a key's name is believed only where one key fits")
  func unnamedKey() async throws {
    let (signer, rsa) = (TestSigner.es256("one"), try TestSigner.rsa("two"))
    let token = try signer.token(Self.claims(), header: ["kid": NSNull()])
    #expect(try await fault(token, signedBy: signer, rsa) == nil)
    #expect(try await fault(token, signedBy: signer, .es256("three")) == .unknownKey)
  }

  @Test("that was changed on the way is refused, whatever was changed")
  func tampered() async throws {
    let signer = TestSigner.es256()
    let token = try signer.token(Self.claims())
    let parts = token.split(separator: ".").map(String.init)
    let other = try signer.token(Self.claims(["sub": "8888"])).split(separator: ".").map(String.init)
    #expect(try await fault("\(parts[0]).\(other[1]).\(parts[2])", signedBy: signer) == .signature)
    #expect(try await fault("\(parts[0]).\(parts[1]).", signedBy: signer) == .signature)
    #expect(try await fault("\(parts[0]).\(parts[1]).\(parts[2].prefix(80))", signedBy: signer) == .signature)
    #expect(try await fault("\(parts[0]).\(parts[1]).\(parts[2])AAAA", signedBy: signer) == .signature)
  }

  @Test(
    "that is none is refused",
    arguments: [
      "", ".", "..", "a.b.c", "....", "e30.e30.", "bnVsbA.e30.AA", "e30.e30.e30.e30", String(repeating: "a", count: 40_000),
      "eyJhbGciOiJFUzI1NiJ9.e30.+/+/", "eyJhbGciOiJFUzI1NiJ9 .e30.AA", "eyJhbGciOjF9.e30.AA",
    ])
  func malformed(_ text: String) async throws {
    #expect(try await fault(text, signedBy: .es256()) == .malformed)
  }

  @Test("whose claims are missing or of another type is refused")
  func malformedClaims() async throws {
    let signer = TestSigner.es256()
    for (name, value) in [
      ("iss", NSNull()), ("sub", NSNull()), ("aud", NSNull()), ("exp", NSNull()), ("iat", NSNull()), ("sub", 7), ("exp", "soon"), ("aud", 1),
      ("amr", "mfa"), ("nonce", ["n"]),
    ] as [(String, Any)] {
      #expect(try await fault(signer.token(Self.claims([name: value])), signedBy: signer) == .malformed, "\(name)")
    }
  }

  @Test("of another kind, or with demands that we do not know, is refused")
  func kinds() async throws {
    let signer = TestSigner.es256()
    for header in [["typ": "at+jwt"], ["typ": "logout+jwt"], ["crit": ["b64"]], ["crit": [String]()]] as [[String: Any]] {
      #expect(try await fault(signer.token(Self.claims(), header: header), signedBy: signer) == .otherKind)
    }
  }

  @Test("is checked claim by claim, each to its edge")
  func claims() async throws {
    let signer = TestSigner.es256()
    let now = Self.now.timeIntervalSince1970
    let cases: [([String: Any], IDTokenFault?)] = [
      (["iss": "https://login.agency.example/"], .issuer), (["iss": "https://evil.example"], .issuer), (["aud": "other"], .audience),
      (["aud": ["gantry"]], nil), (["aud": ["gantry", "other"]], .audience), (["aud": [String]()], .audience), (["azp": "gantry"], nil),
      (["azp": "other"], .authorizedParty), (["exp": now - 59], nil), (["exp": now - 60], .expired), (["exp": -1e300], .expired),
      (["iat": now + 60], nil), (["iat": now + 61], .issuedAt), (["iat": now - 600], nil), (["iat": now - 601], .issuedAt),
      (["nbf": now + 61], .issuedAt), (["nbf": now + 60], nil), (["nonce": "m"], .nonce), (["nonce": NSNull()], .nonce),
      (["auth_time": NSNull()], .authenticatedTooLongAgo), (["auth_time": now - 360], nil), (["auth_time": now - 361], .authenticatedTooLongAgo),
      (["auth_time": now + 61], .authenticatedTooLongAgo), (["amr": ["pwd"]], .assurance), (["amr": NSNull()], .assurance),
      (["amr": NSNull(), "acr": "urn:example:loa3"], nil), (["amr": NSNull(), "acr": "urn:example:loa2"], .assurance), (["acr": "urn:example:loa2"], nil),
    ]
    for (change, expected) in cases {
      #expect(try await fault(signer.token(Self.claims(change)), signedBy: signer) == expected, "\(change)")
    }
  }

  @Test("with a subject that is no name is refused", arguments: ["", String(repeating: "x", count: 256), "Ö", "a\u{0}b"])
  func subject(_ subject: String) async throws {
    let signer = TestSigner.es256()
    #expect(try await fault(signer.token(Self.claims(["sub": subject])), signedBy: signer) == .subject)
  }

  @Test("10,000 changes of a sound token are never believed, and never end the process")
  func mutations() async throws {
    let signer = TestSigner.es256()
    let sound = Array(try signer.token(Self.claims()).utf8)
    let alphabet = Array("ABCxyz019-_.=+ {}\u{0}".utf8)
    var random = SystemRandomNumberGenerator()
    let keys = try AgencyKeys(json: JSONSerialization.data(withJSONObject: ["keys": [signer.published]]))
    for _ in 0..<10_000 {
      var bytes = sound
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        bytes[Int.random(in: bytes.indices, using: &random)] = alphabet.randomElement(using: &random) ?? 0
      }
      guard bytes != sound else { continue }
      let believed = try? await IDToken(String(decoding: bytes, as: UTF8.self)).claims(signedBy: keys)
      #expect(believed == nil)
    }
  }
}
