import Foundation
import Synchronization

/// A few frames between the thread that decodes and the task that reads them. Bounded: one who puts waits or lets the oldest go.
final class FrameMailbox: Sendable {
  /// A 4K frame has about a megabyte.
  static let capacity = 4

  private struct State {
    var frames: [VideoFrame] = []
    var waiter: CheckedContinuation<VideoFrame?, any Error>?
    /// How it ended: with a fault, or well.
    var outcome: Result<Void, VideoFault>?
  }

  private let dropsOldest: Bool
  private let state = Mutex(State())
  /// Free places, where one who puts waits for them.
  private let room = DispatchSemaphore(value: 0)

  /// - Parameter dropsOldest: for a live stream, which must not lag; otherwise whoever puts waits until there is room.
  init(dropsOldest: Bool) {
    self.dropsOldest = dropsOldest
    for _ in 0..<Self.capacity { room.signal() }
  }

  /// Hands over a frame; may block its thread.
  func put(_ frame: VideoFrame) {
    if !dropsOldest { room.wait() }
    let waiter = state.withLock { state -> CheckedContinuation<VideoFrame?, any Error>? in
      guard state.outcome == nil else {
        // Whoever puts next must not wait for a place that nobody frees any more.
        room.signal()
        return nil
      }
      if let waiter = state.waiter {
        state.waiter = nil
        return waiter
      }
      if dropsOldest, state.frames.count >= Self.capacity { state.frames.removeFirst() }
      state.frames.append(frame)
      return nil
    }
    guard let waiter else { return }
    if !dropsOldest { room.signal() }
    waiter.resume(returning: frame)
  }

  /// Says that nothing comes any more. Frames that wait are still given, then the fault is thrown.
  func finish(_ outcome: Result<Void, VideoFault>) {
    let waiter = state.withLock { state -> CheckedContinuation<VideoFrame?, any Error>? in
      guard state.outcome == nil else { return nil }
      state.outcome = outcome
      defer { state.waiter = nil }
      return state.waiter
    }
    waiter?.resume(with: outcome.map { nil }.mapError { $0 })
  }

  /// Nobody wants anything any more: a thread that waits to put goes on at once.
  func close() {
    finish(.success(()))
    state.withLock { $0.frames = [] }
    room.signal()
  }

  /// The next frame; `nil` at the end. One task at a time may ask; a second is turned away.
  /// - Throws: ``VideoFault``; `CancellationError`, after which the mailbox is closed.
  func next() async throws -> VideoFrame? {
    try await withTaskCancellationHandler {
      try await withCheckedThrowingContinuation { continuation in
        let answer: Result<VideoFrame?, any Error>? = state.withLock { state in
          if Task.isCancelled || state.waiter != nil { return .failure(CancellationError()) }
          if !state.frames.isEmpty { return .success(state.frames.removeFirst()) }
          if let outcome = state.outcome { return outcome.map { nil }.mapError { $0 } }
          state.waiter = continuation
          return nil
        }
        guard let answer else { return }
        if !dropsOldest { room.signal() }
        continuation.resume(with: answer)
      }
    } onCancel: {
      let waiter = state.withLock { state -> CheckedContinuation<VideoFrame?, any Error>? in
        defer { state.waiter = nil }
        return state.waiter
      }
      waiter?.resume(throwing: CancellationError())
      close()
    }
  }
}
