import Enforcement
import Foundation
import Testing

@Suite struct TimeWindowTests {
  @Test(arguments: ["22:00-06:00", "00:00-23:59", "06:30-07:00"])
  func isWrittenAsItIsRead(text: String) throws {
    #expect(try #require(TimeWindow(text)).description == text)
  }

  @Test(arguments: ["", "22:00", "22-06", "22:00-22:00", "24:00-06:00", "22:60-06:00", "2:00-06:00", "22:00-06:00-07:00", "22:00 - 06:00", "٢٢:00-06:00", "-1:00-06:00"])
  func otherTextsAreNoWindow(text: String) {
    #expect(TimeWindow(text) == nil)
  }

  /// A window and the one from its end to its start share no minute and leave none out.
  @Test func aWindowAndItsRestMakeADay() throws {
    var random = SeededRandom(seed: 6)
    let zone = try #require(TimeZone(identifier: "Asia/Tashkent"))
    for _ in 0..<40 {
      let ends = (0..<2).map { _ in "\(Int.random(in: 10...23, using: &random)):\(Int.random(in: 10...59, using: &random))" }
      guard let window = TimeWindow("\(ends[0])-\(ends[1])"), let rest = TimeWindow("\(ends[1])-\(ends[0])") else { continue }
      for minute in 0..<1440 {
        let instant = Samples.noon.addingTimeInterval(Double(minute) * 60)
        #expect(window.contains(instant, in: zone) != rest.contains(instant, in: zone))
      }
    }
  }
}
