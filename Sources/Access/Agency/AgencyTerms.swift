public import Foundation

/// What an administrator settled about sign-in through the agency's identity provider.
public struct AgencyTerms: Sendable {
  /// The provider's name, an address. What it says of itself, and every token, must name exactly this.
  public let issuer: String
  /// What the provider calls this office.
  public let clientID: String
  /// `nil` for a public client, which shows nothing but its proof of the code (PKCE).
  public let secret: AgencySecret?
  /// Where the provider sends people back to.
  public let returnAddress: String
  /// Values of `acr` or `amr` of which one must stand in the token: what the provider says where more than one factor was asked for.
  public let assurance: [String]
  /// How long ago a person may have signed in at the provider. Short, so that a chair that was left is no way in.
  public let maximumAge: Duration

  public init(
    issuer: String, clientID: String, secret: AgencySecret?, returnAddress: String, assurance: [String], maximumAge: Duration = .seconds(300)
  ) {
    self.issuer = issuer
    self.clientID = clientID
    self.secret = secret
    self.returnAddress = returnAddress
    self.assurance = assurance
    self.maximumAge = maximumAge
  }

  /// Whether something may be asked over an address: encrypted, or on this machine.
  public static func isSafe(_ address: URL) -> Bool {
    guard let host = address.host(), !host.isEmpty, address.user() == nil else { return false }
    if address.scheme == "https" { return true }
    // A name such as `127.0.0.1.example.org` only looks like this machine.
    return address.scheme == "http" && (host == "localhost" || NetworkAddress(host.trimmingCharacters(in: ["[", "]"]))?.isLoopback == true)
  }
}
