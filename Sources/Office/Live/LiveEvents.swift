import Foundation

/// Passes what happens on to every page that listens. A page that cannot keep up loses the oldest events, never the newest, and never slows the intake.
actor LiveEvents {
  /// How many events wait for a slow page before the oldest is dropped.
  private static let backlog = 256

  private var listeners: [UUID: AsyncStream<LiveEvent>.Continuation] = [:]
  private var isOpen = true

  func publish(_ event: LiveEvent) {
    for listener in listeners.values { listener.yield(event) }
  }

  /// A stream of everything from now on. Ends when the reader stops or ``close()`` is called.
  func listen() -> AsyncStream<LiveEvent> {
    let id = UUID()
    let (stream, continuation) = AsyncStream.makeStream(of: LiveEvent.self, bufferingPolicy: .bufferingNewest(Self.backlog))
    guard isOpen else {
      continuation.finish()
      return stream
    }
    listeners[id] = continuation
    continuation.onTermination = { [weak self] _ in
      Task { await self?.forget(id) }
    }
    return stream
  }

  /// Ends every stream, so that a graceful stop does not wait for pages that listen for ever.
  func close() {
    isOpen = false
    for listener in listeners.values { listener.finish() }
    listeners.removeAll()
  }

  private func forget(_ id: UUID) { listeners[id] = nil }
}
