import HTTPTypes
import Storage

/// What kind of work a route makes, and so how often it may be asked for.
enum Effort: Sendable, Hashable, CaseIterable {
  /// An attempt to come in.
  case entrance
  /// Exports, searches, and what else takes the machine or leaves the office.
  case search
  /// A view of a picture: a page of cases asks for dozens.
  case picture
  /// What scripts ask for again and again.
  case data
  /// The beginning of a stream of events.
  case stream
  /// Styles, scripts, and the health check, from memory.
  case file
  /// Everything else.
  case page

  /// How many at once, and after how many seconds there is one more. People who work fast stay far below; programs that harvest do not.
  var allowance: (atOnce: Int, refillSeconds: Double) {
    switch self {
    case .entrance: (20, 3)
    case .search: (40, 3)
    case .picture: (400, 0.03)
    case .data: (240, 0.1)
    case .stream: (60, 1)
    case .file: (1200, 0.02)
    case .page: (240, 0.2)
    }
  }

  init(_ route: Route) {
    if route.gate == .open {
      // Leaving guesses at nothing, and neither does asking for a challenge: an office that begins its day behind one address does both.
      let isAttempt = route.method != .get && route.path != "/leave" && route.path != "/sign-in/options"
      self = isAttempt ? .entrance : route.method == .get ? .file : .page
      return
    }
    switch route.trace {
    case .glances(.pictures), .glances(.cameraPicture), .look(.original): self = .picture
    case .act(.disclosure, _), .act(.combination, _): self = .search
    case .watch: self = .stream
    default: self = route.path.hasPrefix("/data/") ? .data : .page
    }
  }
}
