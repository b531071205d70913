/// Whether it is safe to listen. Looked at before anything listens; a server that cannot be started like this cannot be left open.
///
/// Pure: what the disk, the clock and the store say is handed in as ``Facts``.
public struct SafetyReview: Sendable {
  let configuration: Configuration
  let facts: Facts

  public init(_ configuration: Configuration, _ facts: Facts) {
    self.configuration = configuration
    self.facts = facts
  }

  /// Everything that must not be served with; empty where all is well.
  public var states: [UnsafeState] { exposure + addresses + certificates + files + program }

  /// The listeners that other machines can reach.
  var exposed: [(name: String, listener: Configuration.Listener)] { configuration.listeners.filter { !$0.listener.isLoopback } }
}
