/// The page on which people sign in.
struct SignInPage: Sendable {
  var problem: Layout.Note?
  /// Where to go after signing in; an address of this office.
  var next: String?
  /// Whether this address can have passkeys at all.
  var hasPasskeys: Bool
  /// Whether a one-time link signs in by itself.
  var linksEnter: Bool
  /// `nil` where no identity provider is configured.
  var agency: AgencyButton?
}
