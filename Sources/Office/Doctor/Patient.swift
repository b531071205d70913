import Access
import Foundation
import Glibc
import Storage

/// The installation that is examined.
struct Patient: Sendable {
  let configuration: Configuration
  /// `nil` where it could not be opened, which the findings about key files and the data folder explain.
  let store: Store?
  /// The process that serves; `nil` where none does, or where it belongs to somebody else.
  let server: pid_t?
  let now: @Sendable () -> Date

  /// The listeners by the names that the configuration gives them.
  var listeners: [(name: ListenerName, listener: Configuration.Listener)] {
    [(.office, configuration.office), (.cameras, configuration.cameras), (.publicListener, configuration.publicListener)]
  }

  /// Where this machine itself reaches them.
  var addresses: [ListenerName: String] {
    Dictionary(uniqueKeysWithValues: listeners.map { name, listener in
      let host = Self.host(of: listener)
      return (name, "\(listener.tls == nil ? "http" : "https")://\(host.contains(":") ? "[\(host)]" : host):\(listener.port)")
    })
  }

  /// Listeners whose allowlist lets nobody in who comes from this machine. There a stranger is turned away at the door.
  var closedHere: [ListenerName] {
    listeners.filter { _, listener in
      guard let allow = listener.allow, let own = NetworkAddress(Self.host(of: listener)) else { return false }
      return !allow.admits(own)
    }.map(\.name)
  }

  private static func host(of listener: Configuration.Listener) -> String {
    switch listener.host {
    case "0.0.0.0", "localhost": "127.0.0.1"
    case "::": "::1"
    default: listener.host
    }
  }
}

/// One of the three addresses that a server listens on.
enum ListenerName: String, Sendable, Hashable, CaseIterable {
  case office, cameras
  case publicListener = "public"
}
