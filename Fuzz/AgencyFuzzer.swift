import Foundation

@testable import Access

/// What an identity provider sends, and what browsers bring back from it, for libFuzzer. The first byte of an input chooses the reader, the rest is
/// read. Any outcome is right but a crash, a hang, or a token that is believed: nobody here has the key.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzAgency(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0 else { return 0 }
  let input = Data(bytes: start, count: count)
  let bytes = Data(input.dropFirst())
  let text = String(decoding: bytes, as: UTF8.self)
  switch input[0] % 6 {
  case 0: _ = try? IDToken(text)
  case 1: if let claims = try? JSONDecoder().decode(IDTokenClaims.self, from: bytes) { check(claims) }
  case 2: if let directions = try? AgencyDirections(json: bytes, issuer: terms.issuer, isPublic: true) { check(directions) }
  case 3: if let keys = try? AgencyKeys(json: bytes) { wait { await check(keys) } }
  case 4: precondition(seal.open(text, now: now) == nil)
  default: check(AgencySubject(issuer: terms.issuer, subject: text), text)
  }
  return 0
}

private let now = Date(timeIntervalSince1970: 1_800_000_000)
private let seal = AgencyAttemptSeal()
private let terms = AgencyTerms(
  issuer: "https://login.agency.example", clientID: "gantry", secret: nil, returnAddress: "https://gantry.example/sign-in/agency/return",
  assurance: ["mfa"])
/// Shaped like a token; its signature holds under no key.
private let token = "eyJhbGciOiJFUzI1NiIsImtpZCI6ImEifQ.e30." + String(repeating: "A", count: 86)

private func check(_ claims: IDTokenClaims) {
  guard let subject = try? claims.check(against: terms, nonce: "n", now: now) else { return }
  precondition(subject.issuer == terms.issuer && claims.nonce == "n" && claims.audience == ["gantry"])
  precondition(claims.methods.contains("mfa") || claims.assurance == "mfa")
}

private func check(_ directions: AgencyDirections) {
  for address in [directions.authorization, directions.token, directions.keys] {
    precondition(address.scheme == "https" || ["localhost", "::1", "[::1]"].contains(address.host()) || address.host()?.hasPrefix("127.") == true)
  }
}

private func check(_ keys: AgencyKeys) async {
  for algorithm in IDTokenAlgorithm.allCases { _ = await keys.algorithm(algorithm, key: nil) }
  if let token = try? IDToken(token) { precondition((try? await token.claims(signedBy: keys)) == nil) }
}

private func check(_ subject: AgencySubject?, _ text: String) {
  precondition((subject != nil) == ((1...AgencySubject.longest).contains(text.utf8.count) && text.utf8.allSatisfy { (0x20..<0x7F).contains($0) }))
}

/// libFuzzer asks on a thread of its own, which no task of ours needs.
private func wait(_ body: @escaping @Sendable () async -> Void) {
  let isDone = DispatchSemaphore(value: 0)
  Task {
    await body()
    isDone.signal()
  }
  isDone.wait()
}
