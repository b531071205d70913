import Access
import Logging
import NIOCore
import Synchronization

/// Counts the connections that were not let in, and tells of them at most once a minute for each network they come from.
final class RefusedConnections: Sendable {
  private struct Tally {
    var untold = 0
    var toldAt: NIODeadline?
  }

  private static let silence = TimeAmount.minutes(1)
  /// More networks than this at a time are told together: memory has an end, and so has whoever reads the log.
  private static let mostNetworks = 256

  private let listener: String
  private let logger: Logger
  /// Owned by this type; guarded by its mutex.
  private let state = Mutex<(tallies: [String: Tally], total: Int)>(([:], 0))

  init(listener: String, logger: Logger) {
    self.listener = listener
    self.logger = logger
  }

  /// How many there were since the start.
  var total: Int { state.withLock { $0.total } }

  func note(_ address: NetworkAddress?, _ reason: ConnectionBook.Refusal, now: NIODeadline = .now()) {
    let network = address.map(Self.network) ?? "unknown"
    let told: (network: String, count: Int)? = state.withLock { state in
      state.total += 1
      var name = network
      if state.tallies[name] == nil, state.tallies.count >= Self.mostNetworks {
        state.tallies = state.tallies.filter { $0.value.toldAt.map { now - $0 < Self.silence } ?? false }
        if state.tallies.count >= Self.mostNetworks { name = "others" }
      }
      var tally = state.tallies[name] ?? Tally()
      tally.untold += 1
      defer { state.tallies[name] = tally }
      if let toldAt = tally.toldAt, now - toldAt < Self.silence { return nil }
      defer { tally = Tally(untold: 0, toldAt: now) }
      return (name, tally.untold)
    }
    guard let told else { return }
    logger.notice(
      "connections refused", metadata: ["listener": "\(listener)", "from": "\(told.network)", "count": "\(told.count)", "reason": "\(reason.rawValue)"])
  }

  /// 256 addresses of version 4, or what a household is given of version 6.
  private static func network(of address: NetworkAddress) -> String {
    let kept = address.isVersion4 ? 3 : 6
    let bytes = address.bytes.enumerated().map { $0.offset < kept ? $0.element : 0 }
    return NetworkAddress(bytes: bytes).map { "\($0)/\(kept * 8)" } ?? "unknown"
  }
}
