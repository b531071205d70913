import Foundation
import JWTKit
import Testing

@testable import Access

@Suite("The keys that a provider publishes")
struct AgencyKeysTests {
  @Test("Those of kinds that we do not know are passed over, and the others are used")
  func others() async throws {
    let signer = TestSigner.es256()
    let strange: [Any] = [
      ["kty": "oct", "k": "c2VjcmV0", "kid": "es"], ["kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA"], ["kty": "AKP", "alg": "ML-DSA-65"], [:], "text", 7,
      ["kty": "RSA", "kid": "short", "n": "AQAB", "e": "AQAB"], signer.published.merging(["use": "enc", "kid": "enc"]) { $1 },
      signer.published.merging(["d": "AQAB", "kid": "private"]) { $1 },
    ]
    let keys = try AgencyKeys(json: JSONSerialization.data(withJSONObject: ["keys": strange + [signer.published]]))
    #expect(await keys.algorithm(.es256, key: "es")?.name == "ES256")
    for (algorithm, id) in [(IDTokenAlgorithm.es256, "enc"), (.es256, "private"), (.rs256, "short"), (.es384, "es"), (.es256, "unknown")] {
      #expect(await keys.algorithm(algorithm, key: id) == nil, "\(id)")
    }
  }

  @Test("Two of one name are ambiguous, and neither is used")
  func twice() async throws {
    let published = [TestSigner.es256("a").published, TestSigner.es256("a").published]
    #expect(await (try AgencyKeys(json: JSONSerialization.data(withJSONObject: ["keys": published]))).algorithm(.es256, key: "a") == nil)
  }

  @Test("What is no list of keys is refused", arguments: ["", "{}", "[]", "{\"keys\":{}}", "<html>"])
  func malformed(_ text: String) {
    #expect(throws: AgencyFault.self) { try AgencyKeys(json: Data(text.utf8)) }
  }
}
