import Access
public import Foundation
import WebReception

extension Configuration {
  /// Sign-in through an agency's identity provider (OpenID Connect).
  public struct Agency: Sendable, Equatable {
    /// The provider's own name, an address.
    public var issuer: String
    /// What the provider calls this office.
    public var clientID: String
    /// The file with the secret that was agreed with the provider; `nil` for a public client.
    public var secret: URL?
    /// What people call the provider; stands on the button.
    public var name: String
    /// One of these must stand in a token's `acr` or `amr`.
    public var assurance: [String]
    /// How long ago somebody may have signed in at the provider.
    public var maximumAge: Duration
  }
}

extension Configuration.Agency {
  /// Where the provider sends people back to, a path of the office.
  public static let returnPath = "/sign-in/agency/return"

  /// - Returns: `nil` where the section is absent.
  init?(_ signIn: inout ConfigurationSection) {
    var section = signIn.section("agency")
    guard signIn.has("agency") else { return nil }
    issuer = section.text("issuer")
    clientID = section.text("client_id")
    secret = section.secret("client_secret")
    name = section.text("name", default: "your agency")
    assurance = section.texts("assurance", default: [])
    maximumAge = section.duration("max_age", default: .seconds(300))
    note(in: section)
    section.refuseOthers()
  }

  private func note(in section: ConfigurationSection) {
    if !issuer.isEmpty, URL(string: issuer).map(AgencyTerms.isSafe) != true {
      section.note("issuer", "an https address such as https://login.agency.example belongs here (http only on this machine)")
    }
    if name.count > 40 { section.note("name", "is too long for a button; 40 characters are shown") }
    if assurance.isEmpty {
      section.note("assurance", "the values of acr or amr belong here that the provider gives where it asked for more than one factor, such as [mfa]")
    }
    if assurance.contains(where: { $0.isEmpty || $0.contains(" ") }) { section.note("assurance", "a value holds no spaces") }
    for single in assurance where AgencyTerms.singleFactors.contains(single) {
      section.note("assurance", "`\(single)` is no second factor")
    }
    if maximumAge < .seconds(1) || maximumAge > .seconds(8 * 3600) { section.note("max_age", "a duration from 1s to 8h belongs here") }
  }

  /// The terms, with the secret read from its file.
  /// - Parameter officeAddress: the office's own.
  /// - Throws: ``AgencySecretFault``.
  func terms(officeAddress: String) throws -> AgencyTerms {
    AgencyTerms(
      issuer: issuer, clientID: clientID, secret: try secret.map(AgencySecret.init(file:)),
      returnAddress: RequestSender.origin(of: officeAddress) + Self.returnPath, assurance: assurance, maximumAge: maximumAge)
  }
}
