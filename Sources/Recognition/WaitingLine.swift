import Synchronization

/// A few things that many tasks want: whoever comes when all are taken waits in order, and may give up by being cancelled.
package final class WaitingLine<Element: Sendable>: Sendable {
  private typealias Waiter = (ticket: UInt64, continuation: CheckedContinuation<Element, any Error>)

  private struct State {
    var free: [Element]
    var waiting: [Waiter] = []
    var nextTicket: UInt64 = 0
  }

  private let state: Mutex<State>
  private let mostWaiting: Int

  /// - Parameter mostWaiting: how many may wait at a time; whoever comes then is turned away.
  package init(_ elements: [Element], mostWaiting: Int = .max) {
    state = Mutex(State(free: elements))
    self.mostWaiting = mostWaiting
  }

  /// How many tasks wait.
  var count: Int { state.withLock { $0.waiting.count } }

  /// Takes one element, uses it and gives it back.
  /// - Throws: `CancellationError` where the task was cancelled before its turn; ``RecognitionError/busy(waiting:)`` where the line is full;
  ///   what `use` throws.
  package func withElement<Result: Sendable>(_ use: (Element) async throws -> Result) async throws -> Result {
    let element = try await take()
    defer { giveBack(element) }
    return try await use(element)
  }

  private func take() async throws -> Element {
    let ticket = state.withLock { state in
      state.nextTicket += 1
      return state.nextTicket
    }
    return try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let outcome: Swift.Result<Element, any Error>? = state.withLock { state in
          // Asked under the lock: a cancellation that comes later finds the waiter in the line.
          if Task.isCancelled { return .failure(CancellationError()) }
          if let element = state.free.popLast() { return .success(element) }
          guard state.waiting.count < mostWaiting else { return .failure(RecognitionError.busy(waiting: state.waiting.count)) }
          state.waiting.append((ticket, continuation))
          return nil
        }
        if let outcome { continuation.resume(with: outcome) }
      }
    } onCancel: {
      let waiter = state.withLock { state -> Waiter? in
        guard let index = state.waiting.firstIndex(where: { $0.ticket == ticket }) else { return nil }
        return state.waiting.remove(at: index)
      }
      waiter?.continuation.resume(throwing: CancellationError())
    }
  }

  private func giveBack(_ element: Element) {
    let next = state.withLock { state -> Waiter? in
      guard state.waiting.isEmpty else { return state.waiting.removeFirst() }
      state.free.append(element)
      return nil
    }
    next?.continuation.resume(returning: element)
  }
}
