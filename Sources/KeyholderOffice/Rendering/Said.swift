/// What came of an act, carried in the address from the act's answer to the next page. Only these words can be said, so that no link can put
/// words of its own on a page.
enum Said: String, Sendable, CaseIterable {
  case granted, refused, trusted, dismissed, reloaded, held, lifted, destroyed

  var text: String {
    switch self {
    case .granted: "Granted. The server can fetch this keyholder's answer now."
    case .refused: "Refused. The requester reads your reason."
    case .trusted: "Trusted. The key stands in the policy now."
    case .dismissed: "Dismissed. The key counts for nothing."
    case .reloaded: "The policy was read again."
    case .held: "Held. The day's key is kept until the hold is lifted."
    case .lifted: "Lifted. If the day's retention is over, its key is destroyed when the day turns."
    case .destroyed: "Destroyed. Nothing that was sealed on that day opens with this keyholder any more."
    }
  }
}
