/// The page on which a one-time link is entered.
struct SignInPage: Sendable {
  var problem: Layout.Note?
  /// Where to go after signing in; an address of this office.
  var next: String?
  /// `nil` where no identity provider is configured.
  var agency: AgencyButton?
}
