import Foundation
import Synchronization
import Testing

@testable import Recognition

@Suite(.timeLimit(.minutes(10))) struct VideoMailboxTests {
  @Test func aLiveStreamLosesItsOldestFrames() async throws {
    let mailbox = FrameMailbox(dropsOldest: true)
    for index in 0..<10 { mailbox.put(VideoScript.frame(Double(index))) }
    mailbox.finish(.failure(.ended(after: .seconds(9))))
    for index in 6..<10 { #expect(try await mailbox.next()?.offset == .seconds(index)) }
    await #expect(throws: VideoFault.ended(after: .seconds(9))) { try await mailbox.next() }
  }

  @Test func aFileLosesNone() async throws {
    let mailbox = FrameMailbox(dropsOldest: false)
    let put = Mutex(0)
    Thread.detachNewThread {
      for index in 0..<50 {
        mailbox.put(VideoScript.frame(Double(index)))
        put.withLock { $0 += 1 }
      }
      mailbox.finish(.success(()))
    }
    for index in 0..<50 {
      #expect(try await mailbox.next()?.offset == .seconds(index))
      // Whoever puts is never further ahead than the mailbox is large.
      #expect(put.withLock { $0 } <= index + 1 + FrameMailbox.capacity + 1)
    }
    #expect(try await mailbox.next() == nil)
  }

  @Test func closingLetsWhoeverPutsGoOn() async {
    let mailbox = FrameMailbox(dropsOldest: false)
    await withCheckedContinuation { continuation in
      Thread.detachNewThread {
        for index in 0..<100 { mailbox.put(VideoScript.frame(Double(index))) }
        continuation.resume()
      }
      Thread.detachNewThread {
        Thread.sleep(forTimeInterval: 0.05)
        mailbox.close()
      }
    }
  }

  @Test func waitingCanBeCancelled() async throws {
    let mailbox = FrameMailbox(dropsOldest: true)
    let waiting = Task { try await mailbox.next() }
    try await Task.sleep(for: .milliseconds(20))
    waiting.cancel()
    await #expect(throws: CancellationError.self) { try await waiting.value }
    #expect(try await mailbox.next() == nil)
  }
}
