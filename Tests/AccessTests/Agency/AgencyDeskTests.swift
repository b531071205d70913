import Foundation
import Testing

@testable import Access

@Suite("Sign-in through the agency")
struct AgencyDeskTests {
  private let now = IDTokenTests.now
  private let agency = MemoryAgency()

  private func desk(secret: String? = "s3cret:%") -> AgencyDesk {
    let terms = IDTokenTests.terms
    return AgencyDesk(
      terms: AgencyTerms(
        issuer: terms.issuer, clientID: terms.clientID, secret: secret.flatMap { AgencySecret($0) }, returnAddress: terms.returnAddress,
        assurance: terms.assurance), provider: agency)
  }

  /// Goes to the provider and comes back.
  private func way(
    _ desk: AgencyDesk, at instant: Date? = nil, code: String? = "the-code", issuer: String? = nil, error: String? = nil, state: String? = nil
  ) async throws -> (subject: AgencySubject, next: String?) {
    let begun = try await desk.begin(next: "/queue", now: instant ?? now)
    let sent = await agency.receive(begun.address, now: instant ?? now)
    let answer = AgencyAnswer(state: state ?? sent["state"], code: code, issuer: issuer, error: error)
    return try await desk.finish(answer, keepsake: begun.keepsake, now: instant ?? now)
  }

  private func fault(_ body: () async throws -> Void) async throws -> AgencyFault? {
    do {
      try await body()
      return nil
    } catch let fault as AgencyFault {
      return fault
    }
  }

  @Test("The browser is sent with all that binds the answer to it, and somebody comes in")
  func sound() async throws {
    let desk = desk()
    let begun = try await desk.begin(next: "/queue", now: now)
    #expect(begun.address.absoluteString.hasPrefix("\(MemoryAgency.issuer)/authorize?"))
    let sent = await agency.receive(begun.address, now: now)
    #expect(sent["response_type"] == "code" && sent["scope"] == "openid" && sent["client_id"] == "gantry" && sent["code_challenge_method"] == "S256")
    #expect(sent["redirect_uri"] == "https://gantry.example/sign-in/agency/return")
    #expect(sent["max_age"] == "300")
    // `mfa` is a method and no class.
    #expect(sent["acr_values"] == "urn:example:loa3")
    #expect(Set([sent["state"], sent["nonce"], sent["code_challenge"]]).count == 3)
    #expect(!begun.keepsake.contains(sent["state"] ?? "-"))
    let done = try await desk.finish(
      AgencyAnswer(state: sent["state"], code: "the-code", issuer: nil, error: nil), keepsake: begun.keepsake, now: now)
    #expect(done.subject == AgencySubject(issuer: MemoryAgency.issuer, subject: "7f3a"))
    #expect(done.next == "/queue")
    let posted = try #require(await agency.posted.first)
    #expect(posted.form["grant_type"] == "authorization_code" && posted.form["client_id"] == nil)
    #expect(posted.authorization == "Basic " + Data("gantry:s3cret%3A%25".utf8).base64EncodedString())
  }

  @Test("A public client names itself and shows no secret")
  func publicClient() async throws {
    _ = try await way(desk(secret: nil))
    let posted = try #require(await agency.posted.first)
    #expect(posted.authorization == nil && posted.form["client_id"] == "gantry")
  }

  @Test("A secret does not show itself")
  func secret() throws {
    let secret = try #require(AgencySecret("hunter2"))
    var dumped = ""
    dump(secret, to: &dumped)
    #expect(!"\(secret) \(String(reflecting: secret)) \(dumped)".contains("hunter2"))
    #expect(AgencySecret("") == nil)
    #expect(AgencySecret("a\nb") == nil)
  }

  @Test("Each sign-in has its own state, nonce and proof")
  func fresh() async throws {
    let desk = desk()
    let one = await agency.receive(try await desk.begin(next: nil, now: now).address, now: now)
    let two = await agency.receive(try await desk.begin(next: nil, now: now).address, now: now)
    for name in ["state", "nonce", "code_challenge"] { #expect(one[name] != two[name]) }
  }

  @Test("An answer comes in with the browser that began, once, and in time")
  func bound() async throws {
    let desk = desk()
    let begun = try await desk.begin(next: nil, now: now)
    let sent = await agency.receive(begun.address, now: now)
    let answer = AgencyAnswer(state: sent["state"], code: "the-code", issuer: nil, error: nil)
    let other = try await desk.begin(next: nil, now: now)
    var changed = Array(begun.keepsake.utf8)
    changed[20] ^= 1
    for keepsake in [nil, "", "x", String(decoding: changed, as: UTF8.self), String(repeating: "A", count: 5000)] {
      #expect(try await fault { _ = try await desk.finish(answer, keepsake: keepsake, now: now) } == .noAttempt)
    }
    #expect(try await fault { _ = try await desk.finish(answer, keepsake: other.keepsake, now: now) } == .otherState)
    let elsewhere = self.desk()
    #expect(try await fault { _ = try await elsewhere.finish(answer, keepsake: begun.keepsake, now: now) } == .noAttempt)
    #expect(try await fault { _ = try await desk.finish(answer, keepsake: begun.keepsake, now: now + 600) } == .noAttempt)
    #expect(try await fault { _ = try await desk.finish(answer, keepsake: begun.keepsake, now: now - 10) } == .noAttempt)
    #expect(await agency.posted.isEmpty)
    _ = try await desk.finish(answer, keepsake: begun.keepsake, now: now)
    #expect(try await fault { _ = try await desk.finish(answer, keepsake: begun.keepsake, now: now) } == .noAttempt)
  }

  @Test("A state that is missing or another's is refused before anything is asked")
  func state() async throws {
    #expect(try await fault { _ = try await way(desk(), state: "x") } == .otherState)
    #expect(await agency.posted.isEmpty)
  }

  @Test("A code that another browser got is refused by the provider: the proof does not fit")
  func injected() async throws {
    let desk = desk()
    let begun = try await desk.begin(next: nil, now: now)
    let sent = await agency.receive(begun.address, now: now)
    // Somebody else's visit, for which the provider gave out the code.
    _ = await agency.receive(try await desk.begin(next: nil, now: now).address, now: now)
    let answer = AgencyAnswer(state: sent["state"], code: "the-code", issuer: nil, error: nil)
    #expect(try await fault { _ = try await desk.finish(answer, keepsake: begun.keepsake, now: now) } == .codeRefused(status: 400))
  }

  @Test("An answer that names its provider must name this one, and must name one where the provider says it does (RFC 9207)")
  func namedAnswer() async throws {
    #expect(try await fault { _ = try await way(desk(), issuer: "https://evil.example") } == .otherIssuer)
    #expect(try await fault { _ = try await way(desk(), issuer: MemoryAgency.issuer) } == nil)
    await agency.change { $0.directions = ["authorization_response_iss_parameter_supported": true] }
    #expect(try await fault { _ = try await way(desk()) } == .otherIssuer)
    #expect(try await fault { _ = try await way(desk(), issuer: MemoryAgency.issuer) } == nil)
  }

  @Test("What the provider says in refusing is not taken over unless it is known")
  func refused() async throws {
    #expect(try await fault { _ = try await way(desk(), code: nil, error: "access_denied") } == .refused("access_denied"))
    #expect(try await fault { _ = try await way(desk(), error: "<b>call 0800") } == .refused("other"))
    #expect(try await fault { _ = try await way(desk(), code: nil) } == .malformed("an answer without a code"))
    #expect(try await fault { _ = try await way(desk(), code: "wrong") } == .codeRefused(status: 400))
  }

  @Test("A token that fails a check lets nobody in")
  func badTokens() async throws {
    for (claims, expected) in [
      (["nonce": "other"], .nonce), (["iss": "https://evil.example"], .issuer), (["aud": "other"], .audience), (["amr": ["pwd"]], .assurance),
    ] as [([String: Any], IDTokenFault)] {
      nonisolated(unsafe) let claims = claims
      await agency.change { $0.claims = claims }
      #expect(try await fault { _ = try await way(desk()) } == .token(expected))
    }
  }

  @Test("A new key is fetched when a token names it, but at most once a minute")
  func rotation() async throws {
    let desk = desk()
    _ = try await way(desk)
    await agency.change { $0.signer = .es256("second") }
    // The keys were read a moment ago.
    #expect(try await fault { _ = try await way(desk, at: now + 59) } == .token(.unknownKey))
    #expect(await agency.asked.filter { $0 == "/keys" }.count == 1)
    #expect(try await fault { _ = try await way(desk, at: now + 60) } == nil)
    #expect(await agency.asked.filter { $0 == "/keys" }.count == 2)
    await agency.change { $0.published = [] }
    await agency.change { $0.signer = .es256("third") }
    for second in 120..<130 {
      #expect(try await fault { _ = try await way(desk, at: now + TimeInterval(second)) } == .token(.unknownKey))
    }
    #expect(await agency.asked.filter { $0 == "/keys" }.count == 3)
  }

  @Test("A key that was withdrawn is believed for an hour at most")
  func withdrawn() async throws {
    let desk = desk()
    _ = try await way(desk)
    await agency.change { $0.published = [TestSigner.es256("second").published] }
    #expect(try await fault { _ = try await way(desk, at: now + 3599) } == nil)
    #expect(try await fault { _ = try await way(desk, at: now + 3600) } == .token(.unknownKey))
  }

  @Test("A provider that does not answer is left alone for a moment, and then asked again")
  func away() async throws {
    let desk = desk()
    await agency.change { $0.isAway = true }
    for second in 0..<5 { #expect(try await fault { _ = try await desk.begin(next: nil, now: now + TimeInterval(second)) } != nil) }
    #expect(await agency.asked.count == 1)
    await agency.change { $0.isAway = false }
    #expect(try await fault { _ = try await desk.begin(next: nil, now: now + 5) } == nil)
  }
}
