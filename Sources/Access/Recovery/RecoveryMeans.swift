public import Foundation

/// With what a person who has lost their passkeys gets a link to make a new one: a password, and codes of an authenticator app.
///
/// After five wrong attempts it rests for a quarter of an hour (CJIS Security Policy 5.9.5, AC-7). Only recovery does: nobody can keep a person from
/// signing in with a passkey.
public struct RecoveryMeans: Sendable, Codable, Hashable {
  /// How many wrong attempts one after the other make it rest.
  public static let mostFailures = 5
  /// How long it rests then.
  public static let pause: Duration = .seconds(15 * 60)

  public let person: UUID
  let password: PasswordHash
  let totp: TOTP
  public let setAt: Date
  /// The last step whose code was used.
  var usedStep: Int64
  var failures = 0
  var restsUntil: Date?

  /// Whether attempts are not even looked at.
  func rests(at now: Date) -> Bool { restsUntil.map { now < $0 } ?? false }

  /// Settles an attempt. What is right comes in and uses its code up; what is wrong counts.
  /// - Parameter isPasswordRight: What hashing it took its time to find out.
  mutating func admits(isPasswordRight: Bool, code: String, now: Date) -> Bool {
    guard !rests(at: now) else { return false }
    let step = totp.step(of: code, at: now, after: usedStep)
    if let step, isPasswordRight {
      usedStep = step
      failures = 0
      restsUntil = nil
      return true
    }
    failures += 1
    if failures >= Self.mostFailures {
      failures = 0
      restsUntil = now.addingTimeInterval(Self.pause.timeInterval)
    }
    return false
  }
}
