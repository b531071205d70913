/// What an authenticator says of the moment and of itself (WebAuthn Level 3, section 6.1). The two bits that are reserved say nothing yet.
struct AuthenticatorFlags: OptionSet, Sendable, Hashable {
  let rawValue: UInt8

  /// UP: somebody was there.
  static let userPresent = Self(rawValue: 1 << 0)
  /// UV: it was the right person, by PIN, fingerprint or the like.
  static let userVerified = Self(rawValue: 1 << 2)
  /// BE: the credential may be copied to other devices.
  static let backupEligible = Self(rawValue: 1 << 3)
  /// BS: it has been.
  static let backedUp = Self(rawValue: 1 << 4)
  /// AT: a new credential follows.
  static let attested = Self(rawValue: 1 << 6)
  /// ED: extensions follow.
  static let extended = Self(rawValue: 1 << 7)
}
