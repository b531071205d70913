import Keyholding
import Sealing
import Storage

/// What came of asking one keyholder.
enum KeyholderStep: Sendable {
  case pending
  case granted(TokenAnswer)
  case refused(String)
  case unreachable(String)
  /// It was not asked: the log's witnesses have not signed the state yet that holds the warrant.
  case unwitnessed

  var name: String { state.rawValue }

  private var state: HolderStanding.State {
    switch self {
    case .pending, .unwitnessed: .pending
    case .granted: .granted
    case .refused: .refused
    case .unreachable: .unreachable
    }
  }

  private var reason: String? {
    switch self {
    case .pending, .granted, .unwitnessed: nil
    case .refused(let why), .unreachable(let why): why
    }
  }

  /// For the history; `nil` for what is tried again and of no weight.
  var words: String? {
    switch self {
    case .pending: "has the request"
    case .granted: "granted"
    case .refused(let why): "refused: \(why)"
    case .unreachable, .unwitnessed: nil
    }
  }

  /// Whether that is how it stands already.
  func says(_ standing: HolderStanding) -> Bool {
    var next = standing
    put(into: &next)
    return next == standing
  }

  func put(into standing: inout HolderStanding) {
    standing.state = state
    standing.reason = reason
    if case .pending = self { standing.hasRequest = true }
  }
}

extension TokenAnswer {
  /// How many parts of tokens it holds, as the public log is told.
  var partCount: Int { epochs.reduce(0) { $0 + $1.parts.count } / SealedReading.tokenBytes }
}
