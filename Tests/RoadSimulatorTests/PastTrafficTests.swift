import Foundation
import Testing
import Traffic

@testable import RoadSimulator

@Suite("Past traffic")
struct PastTrafficTests {
  private let start = Date(timeIntervalSince1970: 1_792_800_000)

  @Test("Four weeks come in the order of time, inside the span, from cameras that read")
  func span() {
    let country = Country(seed: 7, vehicleCount: 2_000)
    let end = start.addingTimeInterval(28 * 86_400)
    let passes = Array(PastTraffic(country: country, from: start, to: end, passesPerSecond: 0.002))
    #expect(passes.count > 1_000)
    #expect(zip(passes, passes.dropFirst()).allSatisfy { $0.capturedAt <= $1.capturedAt })
    #expect(passes.allSatisfy { $0.capturedAt >= start && $0.capturedAt < end && $0.rawSHA256.count == 64 })
    let reading = Set(country.cameras.filter(\.readsPlates).map(\.id))
    #expect(passes.allSatisfy { reading.contains($0.camera) && $0.plate != nil })
  }

  @Test("The commuter drives both ways on working days and rests at the weekend")
  func commuter() throws {
    let country = Country(seed: 7, vehicleCount: 2_000)
    let end = start.addingTimeInterval(28 * 86_400)
    var chance = SeededRandom(seed: 1)
    let commutes = Commute(country: country).passages(from: start, to: end, chance: &chance)
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = try #require(TimeZone(identifier: "Asia/Tashkent"))
    let days = Set(commutes.map { calendar.startOfDay(for: $0.at) })
    #expect((18...21).contains(days.count))
    #expect(commutes.allSatisfy { (2...6).contains(calendar.component(.weekday, from: $0.at)) })
    #expect(zip(commutes, commutes.dropFirst()).allSatisfy { $0.at < $1.at })
    let seen = PastTraffic(country: country, from: start, to: end, passesPerSecond: 0.0001).filter { pass in
      pass.reads.contains { $0.candidates.contains { $0.plate == country.commuter.plate } }
    }
    #expect(Set(seen.map(\.camera)).count >= 3)
  }
}
