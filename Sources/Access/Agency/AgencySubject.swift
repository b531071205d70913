/// Somebody as their agency's identity provider knows them: its name, and the name it has for them there (OpenID Connect Core 1.0, section 2).
public struct AgencySubject: Sendable, Codable, Hashable {
  /// The longest name, in characters (section 2, `sub`).
  public static let longest = 255

  /// The provider's address as it writes it itself.
  public let issuer: String
  /// What the provider calls the person; never given to anybody else, unlike a mail address.
  public let subject: String

  /// - Returns: `nil` for what is no name: empty, longer than ``longest`` or not of visible ASCII characters.
  public init?(issuer: String, subject: String) {
    let isVisible = subject.utf8.allSatisfy { (0x20..<0x7F).contains($0) }
    guard !issuer.isEmpty, (1...Self.longest).contains(subject.utf8.count), isVisible else { return nil }
    self.issuer = issuer
    self.subject = subject
  }
}
