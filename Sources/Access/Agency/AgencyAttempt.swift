import Crypto
import Foundation

/// One sign-in on its way through the provider. Everything it needs is made from one secret that the browser keeps, so that strangers who begin
/// sign-ins by the thousand take up no room here.
struct AgencyAttempt: Sendable, Codable {
  /// How long somebody may take at the provider.
  static let lifetime: TimeInterval = 600

  private let secret: Data
  let startedAt: Date
  /// Where to go after signing in.
  let next: String?

  init(next: String?, at now: Date) {
    secret = SymmetricKey(size: .bits256).withUnsafeBytes { Data($0) }
    startedAt = now
    self.next = next
  }

  /// Comes back with the answer, and tells whose it is (RFC 6749, section 10.12).
  var state: String { derived("state") }
  /// Comes back in the token (OpenID Connect Core 1.0, section 15.5.2).
  var nonce: String { derived("nonce") }
  /// Shown with the code; without it the code is worth nothing (RFC 7636).
  var verifier: String { derived("verifier") }
  var challenge: String { Data(SHA256.hash(data: Data(verifier.utf8))).base64URLEncoded }

  /// Whether it is young enough.
  func isAlive(_ now: Date) -> Bool { (-1..<Self.lifetime).contains(now.timeIntervalSince(startedAt)) }

  private func derived(_ purpose: String) -> String {
    Data(HMAC<SHA256>.authenticationCode(for: Data("gantry/agency/\(purpose)".utf8), using: SymmetricKey(data: secret))).base64URLEncoded
  }
}
