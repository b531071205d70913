import Access

/// The page on which somebody arrives who comes back from their agency's provider.
struct AgencyPage: Sendable {
  /// What the provider is called.
  var agency: String
  /// Where to go on to. The page goes there by itself: only what starts from a page of our own brings the session's cookie along.
  var next: String?
  var problem: Layout.Note?

  /// Words for somebody who did not come in. Who is not known here, is disabled or is an administrator reads the same.
  static let unknown =
    "The account that you used cannot sign in here. An administrator can link it to you; administrators themselves use a passkey."

  static func words(for fault: AgencyFault, agency: String) -> String {
    switch fault {
    case .away: "\(agency) does not answer at the moment. Try again in a minute, or use a passkey."
    case .noAttempt, .otherState: "This sign-in took too long, or was begun in another browser. Please begin again."
    case .refused: "\(agency) did not let you in."
    case .token(.assurance): "\(agency) asked you for one factor only. Sign in there with a second one, then try again."
    case .token(.authenticatedTooLongAgo): "You signed in at \(agency) too long ago. Please sign in there once more."
    case .malformed, .otherIssuer, .unsupported, .codeRefused, .token:
      "\(agency) answered something that we do not accept. An administrator finds the reason in the log."
    }
  }
}
