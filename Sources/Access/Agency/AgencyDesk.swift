import Crypto
public import Foundation

/// Leads people through their agency's identity provider: OpenID Connect Core 1.0 with the authorization code and PKCE (RFC 7636, S256).
///
/// The actor guards what was last read from the provider, and which sign-ins were finished.
public actor AgencyDesk {
  /// How long what the provider says of itself, and its keys, is believed.
  static let memory: TimeInterval = 3600
  /// How often its keys are read again because a token names one that we do not have.
  static let keyInterval: TimeInterval = 60
  /// For how long a provider that did not answer is left alone, so that strangers at our door do not become a load at its.
  static let pause: TimeInterval = 5

  public nonisolated let terms: AgencyTerms
  private let provider: any AgencyProvider
  private let seal = AgencyAttemptSeal()
  private var directions: (value: AgencyDirections, readAt: Date)?
  private var keys: (value: AgencyKeys, readAt: Date)?
  private var failedAt: Date?
  /// Hashes of the states of finished sign-ins, with when they were finished.
  private var finished: [Data: Date] = [:]

  public init(terms: AgencyTerms, provider: any AgencyProvider) {
    self.terms = terms
    self.provider = provider
  }

  /// Begins a sign-in.
  /// - Parameter next: where to go afterwards.
  /// - Returns: the provider's address for the browser, and what the browser keeps meanwhile.
  public func begin(next: String?, now: Date) async throws(AgencyFault) -> (address: URL, keepsake: String) {
    let directions = try await directions(now)
    let next = next.flatMap { $0.utf8.count <= AgencyAttemptSeal.longestNext ? $0 : nil }
    let attempt = AgencyAttempt(next: next, at: now)
    return (try address(of: directions, for: attempt), try seal.close(attempt))
  }

  /// Finishes a sign-in: exchanges the code for a token, and believes it only if every check holds.
  /// - Parameters:
  ///   - answer: what the provider sent the browser back with.
  ///   - keepsake: what the browser kept.
  /// - Returns: who it is, and where they wanted to go.
  public func finish(_ answer: AgencyAnswer, keepsake: String?, now: Date) async throws(AgencyFault) -> (subject: AgencySubject, next: String?) {
    guard let attempt = keepsake.flatMap({ seal.open($0, now: now) }) else { throw .noAttempt }
    let mark = Data(SHA256.hash(data: Data(attempt.state.utf8)))
    guard finished[mark] == nil else { throw .noAttempt }
    guard let state = answer.state, Token(presented: state).hash == mark else { throw .otherState }
    let directions = try await directions(now)
    guard answer.issuer == terms.issuer || answer.issuer == nil && !directions.namesItselfInAnswers else { throw .otherIssuer }
    if let refusal = answer.refusal { throw .refused(refusal) }
    guard let code = answer.code, !code.isEmpty else { throw .malformed("an answer without a code") }
    let subject = try await subject(of: exchange(code, for: attempt, at: directions.token), attempt, directions, now)
    // The wait above let others in; a sign-in is finished once.
    guard finished[mark] == nil else { throw .noAttempt }
    finished = finished.filter { now.timeIntervalSince($0.value) < AgencyAttempt.lifetime }
    finished[mark] = now
    return (subject, attempt.next)
  }

  // MARK: - The way there

  private func address(of directions: AgencyDirections, for attempt: AgencyAttempt) throws(AgencyFault) -> URL {
    var fields = [
      ("response_type", "code"), ("client_id", terms.clientID), ("redirect_uri", terms.returnAddress), ("scope", "openid"),
      ("state", attempt.state), ("nonce", attempt.nonce), ("code_challenge", attempt.challenge), ("code_challenge_method", "S256"),
      ("max_age", "\(terms.maximumAge.components.seconds)"),
    ]
    let classes = terms.assurance.filter { !AgencyTerms.methods.contains($0) }
    if !classes.isEmpty { fields.append(("acr_values", classes.joined(separator: " "))) }
    let text = directions.authorization.absoluteString
    guard let address = URL(string: text + (text.contains("?") ? "&" : "?") + Self.form(fields)) else { throw .malformed("authorization_endpoint") }
    return address
  }

  // MARK: - The way back

  private func exchange(_ code: String, for attempt: AgencyAttempt, at address: URL) async throws(AgencyFault) -> IDToken {
    var fields = [
      ("grant_type", "authorization_code"), ("code", code), ("redirect_uri", terms.returnAddress), ("code_verifier", attempt.verifier),
    ]
    if terms.secret == nil { fields.append(("client_id", terms.clientID)) }
    let reply = try await provider.post(Self.form(fields), authorization: terms.secret?.authorization(of: terms.clientID), to: address)
    guard reply.status == 200 else { throw .codeRefused(status: reply.status) }
    guard let body = try? JSONDecoder().decode(TokenReply.self, from: reply.body) else { throw .malformed("an answer without an ID token") }
    return try checked { () throws(IDTokenFault) in try IDToken(body.token) }
  }

  private func subject(
    of token: IDToken, _ attempt: AgencyAttempt, _ directions: AgencyDirections, _ now: Date
  ) async throws(AgencyFault) -> AgencySubject {
    let claims = try await claims(of: token, directions, now)
    return try checked { () throws(IDTokenFault) in try claims.check(against: terms, nonce: attempt.nonce, now: now) }
  }

  /// Keys change: one that is not known may be new, so that they are read again, but not for every token that names one.
  private func claims(of token: IDToken, _ directions: AgencyDirections, _ now: Date) async throws(AgencyFault) -> IDTokenClaims {
    let known = try await keys(at: directions.keys, noOlderThan: Self.memory, now)
    do {
      return try await token.claims(signedBy: known.value)
    } catch .unknownKey {
      let fresh = try await keys(at: directions.keys, noOlderThan: Self.keyInterval, now)
      guard fresh.readAt > known.readAt else { throw .token(.unknownKey) }
      do {
        return try await token.claims(signedBy: fresh.value)
      } catch {
        throw .token(error)
      }
    } catch {
      throw .token(error)
    }
  }

  // MARK: - What the provider publishes

  private func directions(_ now: Date) async throws(AgencyFault) -> AgencyDirections {
    if let directions, isFresh(directions.readAt, Self.memory, now) { return directions.value }
    guard let address = AgencyDirections.address(of: terms.issuer) else { throw .malformed("sign_in.agency.issuer is no address") }
    let value = try AgencyDirections(json: try await document(at: address, now), issuer: terms.issuer, isPublic: terms.secret == nil)
    directions = (value, now)
    return value
  }

  private func keys(at address: URL, noOlderThan age: TimeInterval, _ now: Date) async throws(AgencyFault) -> (value: AgencyKeys, readAt: Date) {
    if let keys, isFresh(keys.readAt, age, now) { return keys }
    let read = (value: try AgencyKeys(json: try await document(at: address, now)), readAt: now)
    keys = read
    return read
  }

  private func document(at address: URL, _ now: Date) async throws(AgencyFault) -> Data {
    if let failedAt, isFresh(failedAt, Self.pause, now) { throw .away("it did not answer a moment ago") }
    do {
      let document = try await provider.document(at: address)
      failedAt = nil
      return document
    } catch {
      failedAt = now
      throw error
    }
  }

  private func isFresh(_ readAt: Date, _ age: TimeInterval, _ now: Date) -> Bool { (0..<age).contains(now.timeIntervalSince(readAt)) }

  private func checked<Value>(_ body: () throws(IDTokenFault) -> Value) throws(AgencyFault) -> Value {
    do {
      return try body()
    } catch {
      throw .token(error)
    }
  }

  private static func form(_ fields: [(String, String)]) -> String {
    fields.map { "\($0.0)=\(AgencySecret.formEncoded($0.1))" }.joined(separator: "&")
  }

  private struct TokenReply: Decodable {
    var token: String

    private enum CodingKeys: String, CodingKey { case token = "id_token" }
  }
}
