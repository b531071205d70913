import Foundation
import Testing

@testable import Witnessing

@Suite("How long a witness is left in peace")
struct PauseTests {
  @Test("doubles from a second to five minutes, between half of it and the whole", arguments: [0, 0.5, 1])
  func doubling(random: Double) {
    var pause = WitnessPause()
    var now = Watch.start
    for step in [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300] as [TimeInterval] {
      #expect(pause.isOver(at: now))
      pause.fail(at: now, random: random)
      let length = step * (0.5 + random / 2)
      #expect(!pause.isOver(at: now + length - 0.01))
      now += length
    }
    #expect(pause.failures == 11)
    pause.reset()
    #expect(pause == WitnessPause())
  }

  @Test("is not longer because the clock was set back")
  func clock() {
    var pause = WitnessPause()
    for _ in 0..<9 { pause.fail(at: Watch.start) }
    #expect(!pause.isOver(at: Watch.start))
    #expect(pause.isOver(at: Watch.start - 3600))
  }
}
