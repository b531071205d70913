import Foundation
import Glibc

extension ChildProcess {
  /// Why pumping stopped.
  enum PumpEnd: Hashable {
    /// It has closed its output: it has ended, or is about to.
    case finished
    case timedOut
  }

  /// Reads what it writes, until it closes its output. This blocks its thread.
  /// - Parameters:
  ///   - timeout: how long from now until `take` must have moved the deadline.
  ///   - take: called with each piece of output; returns a new deadline, or `nil` to keep the old one.
  ///   - complain: called with each piece of standard error.
  func pump(until deadline: ContinuousClock.Instant, take: (Data) -> ContinuousClock.Instant?, complain: (Data) -> Void) -> PumpEnd {
    var deadline = deadline
    var room = [UInt8](repeating: 0, count: 1 << 16)
    var watched = [pollfd(fd: output, events: Int16(POLLIN), revents: 0), pollfd(fd: complaints, events: Int16(POLLIN), revents: 0)]
    while watched[0].fd >= 0 {
      let left = deadline - .now
      guard left > .zero else { return .timedOut }
      let ready = poll(&watched, nfds_t(watched.count), Int32(min(left / .milliseconds(1), 60_000)) + 1)
      guard ready > 0 else { continue }
      for index in watched.indices where watched[index].revents != 0 {
        // A descriptor below zero is passed over by poll from then on.
        guard let piece = Self.piece(from: watched[index].fd, into: &room) else { watched[index].fd = -1; continue }
        if index == 1 { complain(piece) } else if let later = take(piece) { deadline = later }
      }
    }
    return .finished
  }

  /// The next bytes; `nil` at the end. Empty where a signal interrupted the wait.
  private static func piece(from file: Int32, into room: inout [UInt8]) -> Data? {
    let count = read(file, &room, room.count)
    if count < 0 { return errno == EINTR ? Data() : nil }
    return count == 0 ? nil : Data(room[..<count])
  }
}

extension ChildProcess {
  /// What a short program gave.
  struct Answer: Sendable {
    var status: Int32
    var output = Data()
    /// The end of what it complained.
    var complaints = ""
  }

  /// Lets it run to its end on a thread of its own. A cancelled task ends it.
  /// - Throws: ``VideoFault/notStarted`` where it takes longer than `timeout`; `CancellationError`.
  func answer(timeout: Duration) async throws -> Answer {
    let answer: Answer? = await withTaskCancellationHandler {
      await withCheckedContinuation { continuation in
        Thread.detachNewThread { continuation.resume(returning: self.collected(timeout: timeout)) }
      }
    } onCancel: {
      kill()
    }
    try Task.checkCancellation()
    guard let answer else { throw VideoFault.notStarted(reason: "it gave no answer for \(timeout.components.seconds) seconds") }
    return answer
  }

  private func collected(timeout: Duration) -> Answer? {
    var answer = Answer(status: 0)
    var complaints = TextTail()
    let end = pump(until: .now + timeout, take: { answer.output.append($0); return nil }, complain: { complaints.append($0) })
    if end == .timedOut { kill() }
    answer.status = waitForEnd()
    answer.complaints = complaints.text
    return end == .timedOut ? nil : answer
  }
}
