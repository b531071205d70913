import Foundation
import Recognition
import Synchronization
import Traffic

/// Reads like a ``FixedReader``, counts how often it is asked, and refuses when it is told to.
final class SwitchedReader: PlateReader {
  private struct State {
    var count = 0
    var isOff = false
  }

  private let plates: FixedReader
  private let state = Mutex(State())

  init(texts: [String]) { plates = FixedReader(texts: texts) }

  var count: Int { state.withLock { $0.count } }

  var isOff: Bool {
    get { state.withLock { $0.isOff } }
    set { state.withLock { $0.isOff = newValue } }
  }

  func read(_ jpeg: Data, hint: ReadingHint) async throws -> Reading {
    let isOff = state.withLock { state in
      state.count += 1
      return state.isOff
    }
    // Long enough for others to ask meanwhile.
    try await Task.sleep(for: .milliseconds(20))
    if isOff { throw RecognitionError.outOfMemory }
    return try await plates.read(jpeg, hint: hint)
  }
}
