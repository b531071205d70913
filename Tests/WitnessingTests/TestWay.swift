import Foundation
import Synchronization
import TransparencyLog

@testable import Witnessing

/// A way to a real witness in this process. It can be cut, or say something else.
final class TestWay: WitnessWay {
  struct Cut: Error {}

  private struct State {
    var isCut = false
    var answer: WitnessAnswer?
    var kept: Data??
    var calls = 0
  }

  let witness: Witness
  private let state = Mutex(State())
  private let now: @Sendable () -> Date

  init(_ witness: Witness, now: @escaping @Sendable () -> Date) {
    self.witness = witness
    self.now = now
  }

  /// How often it was asked for a signature.
  var calls: Int { state.withLock { $0.calls } }

  func cut(_ isCut: Bool) { state.withLock { $0.isCut = isCut } }
  /// Answers like that instead of asking the witness; `nil` asks it again.
  func say(_ answer: WitnessAnswer?) { state.withLock { $0.answer = answer } }
  /// Shows that instead of what the witness keeps.
  func show(_ kept: Data?) { state.withLock { $0.kept = .some(kept) } }

  func addCheckpoint(_ body: Data) async throws -> WitnessAnswer {
    let (isCut, answer) = state.withLock { state in
      state.calls += 1
      return (state.isCut, state.answer)
    }
    guard !isCut else { throw Cut() }
    if let answer { return answer }
    return await witness.answer(to: body, now: now())
  }

  func checkpoint(of origin: String) async throws -> Data? {
    let (isCut, kept) = state.withLock { ($0.isCut, $0.kept) }
    guard !isCut else { throw Cut() }
    if let kept { return kept }
    return try await witness.checkpoint(originHash: OriginHash(origin).text)
  }
}
