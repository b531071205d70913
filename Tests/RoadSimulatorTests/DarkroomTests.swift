import Foundation
import Testing

@testable import RoadSimulator

@Suite struct DarkroomTests {
  private let passage = Passage(at: Date(timeIntervalSince1970: 0), vehicle: 0, bank: 0, travelDegrees: 0, speedKmh: 50)

  @Test func takesNoMoreThanItsBound() async {
    let queue = DarkroomQueue(mostEvidence: 2, mostStills: 1)
    #expect(await queue.add(.evidence(passage)))
    #expect(await queue.add(.evidence(passage)))
    #expect(await !queue.add(.evidence(passage)))
    #expect(await queue.add(.still(passage)))
    #expect(await !queue.add(.still(passage)))
  }

  @Test func stillsGetATurnAfterThreePiecesOfEvidence() async {
    let queue = DarkroomQueue(mostEvidence: 5, mostStills: 2)
    for _ in 0..<5 { _ = await queue.add(.evidence(passage)) }
    for _ in 0..<2 { _ = await queue.add(.still(passage)) }
    var order = ""
    while let next = await queue.take() {
      switch next {
      case .evidence: order += "e"
      case .still: order += "s"
      }
    }
    #expect(order == "eeesees")
  }

  @Test func clipIsAnMP4() async throws {
    let canvas = try Canvas(width: 320, height: 180, colour: .grey(0.3))
    let frame = try canvas.jpeg(quality: 80)
    let clip = try await ClipEncoder().mp4(of: frame + frame + frame + frame, framesPerSecond: 10)
    #expect(clip.dropFirst(4).prefix(4) == Data("ftyp".utf8))
  }

  @Test func earlierThingsComeFirst() {
    var queue = TimeQueue<Int>()
    var chance = SeededRandom(seed: 9)
    for index in 0..<200 { queue.insert(index, at: Date(timeIntervalSince1970: chance.number(in: 0...1_000))) }
    var last = Date.distantPast
    while let next = queue.popFirst() {
      #expect(next.at >= last)
      last = next.at
    }
    #expect(queue.isEmpty)
  }
}
