import Access
import NIOCore
import Synchronization

/// The connections of one listener: how many there are, from where, and of whom.
final class ConnectionBook: Sendable {
  private struct Entry {
    let channel: any Channel
    let address: NetworkAddress
    var peer: PeerIdentity?
  }

  private struct State {
    var entries: [ObjectIdentifier: Entry] = [:]
    var counts: [NetworkAddress: Int] = [:]
  }

  /// Why one more is not let in.
  enum Refusal: String, Sendable {
    case notAllowed = "address is not on the list"
    case tooMany = "too many connections"
    case tooManyOfOne = "too many connections of one address"
  }

  private let limits: ConnectionLimits
  /// Owned by this type; guarded by its mutex.
  private let state = Mutex(State())

  init(limits: ConnectionLimits) { self.limits = limits }

  /// How many are connected.
  var count: Int { state.withLock { $0.entries.count } }

  /// Writes a connection down, until it closes.
  /// - Returns: Why it is not let in; `nil` where it is.
  func enter(_ channel: any Channel, from address: NetworkAddress) -> Refusal? {
    let refusal: Refusal? = state.withLock { state in
      guard state.entries.count < limits.connections else { return .tooMany }
      guard address.isLoopback || state.counts[address, default: 0] < limits.connectionsAnAddress else { return .tooManyOfOne }
      state.entries[ObjectIdentifier(channel)] = Entry(channel: channel, address: address)
      state.counts[address, default: 0] += 1
      return nil
    }
    // The book holds the channel until then, so that no other can have its identifier.
    if refusal == nil { channel.closeFuture.whenComplete { _ in self.leave(channel) } }
    return refusal
  }

  /// Notes whom the certificate of a connection stands for.
  func identify(_ channel: any Channel, as peer: PeerIdentity) {
    state.withLock { $0.entries[ObjectIdentifier(channel)]?.peer = peer }
  }

  /// Whom the certificate of a connection stands for; `nil` for one that showed none. To be asked once a connection, because it takes a lock.
  /// - Parameter channel: the connection's own, or that of one of its HTTP/2 streams.
  func peer(of channel: any Channel) -> PeerIdentity? {
    state.withLock { state in
      let entry = state.entries[ObjectIdentifier(channel)] ?? channel.parent.flatMap { state.entries[ObjectIdentifier($0)] }
      return entry?.peer
    }
  }

  /// Closes all connections of somebody, at once and whatever they are doing.
  /// - Returns: How many there were.
  @discardableResult
  func cut(_ isMeant: @Sendable (PeerIdentity) -> Bool) -> Int {
    let channels = state.withLock { state in state.entries.values.filter { $0.peer.map(isMeant) ?? false }.map(\.channel) }
    for channel in channels { channel.close(promise: nil) }
    return channels.count
  }

  private func leave(_ channel: any Channel) {
    state.withLock { state in
      guard let entry = state.entries.removeValue(forKey: ObjectIdentifier(channel)), let count = state.counts[entry.address] else { return }
      state.counts[entry.address] = count > 1 ? count - 1 : nil
    }
  }
}
