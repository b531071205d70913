/// How one keyholder stands to a warrant.
public struct HolderStanding: Codable, Hashable, Sendable {
  public enum State: String, Codable, Sendable, Hashable {
    /// Not asked yet.
    case waiting
    /// Has the request; nobody decided it there yet.
    case pending
    case granted
    case refused
    /// Could not be asked the last time; it is tried again.
    case unreachable
  }

  /// The keyholder as the configuration names it.
  public let holder: String
  public var state: State
  /// Why it refused, or why it could not be asked.
  public var reason: String?
  /// Whether it took the request, so that it is asked from then on what became of it.
  public var hasRequest = false

  public init(holder: String, state: State = .waiting) {
    self.holder = holder
    self.state = state
  }
}
