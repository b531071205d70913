public import Foundation

/// A way in for one person, once, within fifteen minutes.
public struct SignInLink: Sendable, Hashable {
  /// How long a link can be used.
  public static let lifetime: Duration = .seconds(15 * 60)

  /// The secret for the address, base64url. Shown once, never logged.
  public let token: String
  public let person: UUID
  public let expiresAt: Date

  /// Makes a link for a person.
  /// - Parameter now: When it is made; it expires ``lifetime`` later.
  public init(for person: UUID, at now: Date) {
    token = Token().text
    self.person = person
    expiresAt = now.addingTimeInterval(TimeInterval(Self.lifetime.components.seconds))
  }
}
