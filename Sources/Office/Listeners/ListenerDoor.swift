import Access
import Logging
import NIOCore

/// Who is let in to a listener, decided before a byte is read, and never answered where not.
struct ListenerDoor: Sendable {
  let book: ConnectionBook
  let refused: RefusedConnections
  private let allow: Allowlist
  /// Behind a proxy on this machine, whom it asks for is looked at in each request.
  private let admitsProxy: Bool

  init(_ listener: Configuration.Listener, limits: ConnectionLimits, name: String, logger: Logger) {
    book = ConnectionBook(limits: limits)
    refused = RefusedConnections(listener: name, logger: logger)
    allow = listener.allow ?? .everyone
    admitsProxy = listener.clientField != nil
  }

  /// - Returns: whether whoever is at the other end may stay. A connection whose other end is gone already has no address, and may not.
  func admits(_ channel: any Channel) -> Bool {
    let address = channel.remoteAddress?.ipAddress.flatMap { NetworkAddress($0) }
    guard let address, allow.admits(address) || admitsProxy && address.isLoopback else {
      refused.note(address, .notAllowed)
      return false
    }
    guard let refusal = book.enter(channel, from: address) else { return true }
    refused.note(address, refusal)
    return false
  }
}
