import Foundation
import Synchronization

/// Passes what happens on to every page that listens. A page that cannot keep up loses the oldest events, never the newest, and never slows the intake.
final class LiveEvents: Sendable {
  /// How many events wait for a slow page before the oldest is dropped.
  private static let backlog = 256

  private struct Listeners {
    var all: [UUID: AsyncStream<LiveEvent>.Continuation] = [:]
    var isOpen = true
  }

  /// Owned by this type; guarded by its lock.
  private let listeners = Mutex(Listeners())

  func publish(_ event: LiveEvent) {
    for listener in listeners.withLock({ Array($0.all.values) }) { listener.yield(event) }
  }

  /// A stream of everything from now on. Ends when the reader stops or ``close()`` is called.
  func listen() -> AsyncStream<LiveEvent> {
    let id = UUID()
    let (stream, continuation) = AsyncStream.makeStream(of: LiveEvent.self, bufferingPolicy: .bufferingNewest(Self.backlog))
    let isOpen = listeners.withLock { listeners in
      if listeners.isOpen { listeners.all[id] = continuation }
      return listeners.isOpen
    }
    if isOpen { continuation.onTermination = { [weak self] _ in self?.forget(id) } } else { continuation.finish() }
    return stream
  }

  /// Ends every stream, so that a graceful stop does not wait for pages that listen for ever.
  func close() {
    let ended = listeners.withLock { listeners in
      defer { listeners = Listeners(isOpen: false) }
      return Array(listeners.all.values)
    }
    for listener in ended { listener.finish() }
  }

  private func forget(_ id: UUID) { listeners.withLock { $0.all[id] = nil } }
}
