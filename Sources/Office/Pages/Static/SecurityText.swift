import Foundation
import WebReception

/// The text of `/.well-known/security.txt` (RFC 9116).
struct SecurityText: Sendable {
  /// How long it may be believed. RFC 9116, 2.5.5 recommends less than a year; as it is made anew for everybody who asks, half of one will do.
  private static let lifetime: TimeInterval = 182 * 86_400

  let text: String

  /// - Parameter address: of the listener that serves it.
  /// - Returns: `nil` where nobody was named.
  init?(_ security: Configuration.Security, address: String, now: Date) {
    guard let contact = security.contact else { return nil }
    // Whole days, so that everybody gets the same text for a day.
    let day = (now.addingTimeInterval(Self.lifetime).timeIntervalSince1970 / 86_400).rounded(.down) * 86_400
    var lines = contact.map { "Contact: \($0)" }
    lines.append("Expires: \(Date(timeIntervalSince1970: day).formatted(.iso8601))")
    lines.append("Preferred-Languages: \(security.languages.joined(separator: ", "))")
    let origin = RequestSender.origin(of: address)
    // RFC 9116, 2.5.2: web addresses in it begin with https.
    if origin.hasPrefix("https://") { lines.append("Canonical: \(origin)\(SecurityTextRoute.path)") }
    if let policy = security.policy { lines.append("Policy: \(policy)") }
    text = lines.joined(separator: "\r\n") + "\r\n"
  }
}
