import Synchronization
import Testing

@testable import Recognition

@Suite(.timeLimit(.minutes(10))) struct WaitingLineTests {
  /// Who came when.
  private final class Diary: Sendable {
    private let entries = Mutex<[Int]>([])
    func write(_ entry: Int) { entries.withLock { $0.append(entry) } }
    var text: [Int] { entries.withLock { $0 } }
  }

  /// How many were in at a time.
  private final class Meter: Sendable {
    private let counts = Mutex((now: 0, most: 0))
    func enter() { counts.withLock { $0 = ($0.now + 1, max($0.most, $0.now + 1)) } }
    func leave() { counts.withLock { $0.now -= 1 } }
    var most: Int { counts.withLock { $0.most } }
  }

  private func until(_ condition: () -> Bool) async {
    while !condition() { await Task.yield() }
  }

  @Test func noMoreThanThereAreAreUsedAtATime() async throws {
    let line = WaitingLine([1, 2, 3])
    let meter = Meter()
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<200 {
        group.addTask {
          try await line.withElement { _ in
            meter.enter()
            await Task.yield()
            meter.leave()
          }
        }
      }
      try await group.waitForAll()
    }
    #expect((1...3).contains(meter.most))
    #expect(line.count == 0)
  }

  @Test func waitersAreServedInOrderAndTheCancelledLeave() async throws {
    let line = WaitingLine(["only"])
    let diary = Diary()
    let gate = WaitingLine<Int>([])
    let holder = Task { try await line.withElement { _ in _ = try? await gate.withElement { $0 } } }
    await until { gate.count == 1 }
    var waiters: [Task<Void, any Error>] = []
    for number in 0..<5 {
      waiters.append(Task { try await line.withElement { _ in diary.write(number) } })
      await until { line.count == number + 1 }
    }
    waiters[2].cancel()
    await #expect(throws: CancellationError.self) { try await waiters[2].value }
    #expect(line.count == 4)
    holder.cancel()
    for number in [0, 1, 3, 4] { try await waiters[number].value }
    #expect(diary.text == [0, 1, 3, 4])
  }

  @Test func fullLineTurnsAwayAtOnce() async throws {
    let line = WaitingLine(["only"], mostWaiting: 2)
    let gate = WaitingLine<Int>([])
    let holder = Task { try await line.withElement { _ in _ = try? await gate.withElement { $0 } } }
    await until { gate.count == 1 }
    let waiters = (0..<2).map { _ in Task { try await line.withElement { $0 } } }
    await until { line.count == 2 }
    await #expect(throws: RecognitionError.busy(waiting: 2)) { try await line.withElement { $0 } }
    // Whoever gives up leaves a place to the next.
    waiters[0].cancel()
    await #expect(throws: CancellationError.self) { try await waiters[0].value }
    let next = Task { try await line.withElement { $0 } }
    await until { line.count == 2 }
    holder.cancel()
    #expect(try await waiters[1].value == "only")
    #expect(try await next.value == "only")
  }

  @Test func elementComesBackAfterAnError() async throws {
    let line = WaitingLine([7])
    await #expect(throws: RecognitionError.damagedPicture) { try await line.withElement { _ in throw RecognitionError.damagedPicture } }
    #expect(try await line.withElement { $0 } == 7)
  }

  @Test func cancelledTaskTakesNothing() async throws {
    let line = WaitingLine([7])
    let task = Task {
      while !Task.isCancelled { await Task.yield() }
      return try await line.withElement { $0 }
    }
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    #expect(try await line.withElement { $0 } == 7)
  }
}
