import Foundation

extension IDTokenClaims {
  /// By how much the provider's clock and ours may differ.
  static let leeway: TimeInterval = 60
  /// How old a token may be when it arrives. It is fetched the moment it is made.
  static let longestWay: TimeInterval = 600

  /// Checks everything but the signature, in the order of section 3.1.3.7.
  /// - Parameter nonce: that of this sign-in.
  /// - Returns: who it is.
  func check(against terms: AgencyTerms, nonce expected: String, now: Date) throws(IDTokenFault) -> AgencySubject {
    guard issuer == terms.issuer else { throw .issuer }
    // One for somebody else too could have been handed on by them.
    guard audience == [terms.clientID] else { throw .audience }
    guard authorizedParty == nil || authorizedParty == terms.clientID else { throw .authorizedParty }
    try checkTimes(terms, now: now)
    guard nonce == expected else { throw .nonce }
    guard terms.assurance.contains(where: { $0 == assurance || methods.contains($0) }) else { throw .assurance }
    guard let subject = AgencySubject(issuer: issuer, subject: subject) else { throw .subject }
    return subject
  }

  private func checkTimes(_ terms: AgencyTerms, now: Date) throws(IDTokenFault) {
    guard now.timeIntervalSince(expiresAt) < Self.leeway else { throw .expired }
    let age = now.timeIntervalSince(issuedAt)
    guard age >= -Self.leeway, age <= Self.longestWay else { throw .issuedAt }
    if let notBefore, now.timeIntervalSince(notBefore) < -Self.leeway { throw .issuedAt }
    guard let authenticatedAt else { throw .authenticatedTooLongAgo }
    let since = now.timeIntervalSince(authenticatedAt)
    guard since >= -Self.leeway, since <= terms.maximumAge.timeInterval + Self.leeway else { throw .authenticatedTooLongAgo }
  }
}
