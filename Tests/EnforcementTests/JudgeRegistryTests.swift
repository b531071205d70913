import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct JudgeRegistryTests {
  private let night = Samples.instant("2026-11-21T23:30:00+05:00")

  private func judged(_ registered: RegisteredVehicle?, at instant: Date, reads: [PlateRead] = [Samples.read()], zone: String = "Asia/Tashkent") -> Violation? {
    Samples.judge(Samples.pass(at: instant, reads: reads), at: Samples.site(zone: zone), registered: registered).first
  }

  private func vehicle(_ status: RegisteredVehicle.Status, until day: String? = nil, plate: Plate = Samples.plate) -> RegisteredVehicle {
    RegisteredVehicle(plate: plate, status: status, validUntil: day.map { Samples.instant("\($0)T00:00:00Z") })
  }

  @Test(arguments: [
    ("2026-11-21T21:59:59+05:00", false), ("2026-11-21T22:00:00+05:00", true), ("2026-11-22T00:00:00+05:00", true),
    ("2026-11-22T05:59:59+05:00", true), ("2026-11-22T06:00:00+05:00", false), ("2026-11-22T12:00:00+05:00", false),
  ])
  func theWindowSpansMidnightInTheSitesZone(instant: String, isViolation: Bool) {
    #expect((judged(vehicle(.stolenPlate), at: Samples.instant(instant)) != nil) == isViolation)
  }

  /// In Berlin the clock goes from 2:00 to 3:00 on 29 March 2026 and from 3:00 back to 2:00 on 25 October 2026.
  @Test(arguments: [
    ("2026-03-29T03:59:59Z", true), ("2026-03-29T04:00:00Z", false), ("2026-10-25T03:59:59Z", true), ("2026-10-25T04:59:59Z", true),
    ("2026-10-25T05:00:00Z", false), ("2026-07-01T19:59:00Z", false), ("2026-07-01T20:00:00Z", true),
  ])
  func theWindowFollowsSummerTime(instant: String, isViolation: Bool) {
    #expect((judged(vehicle(.stolenPlate), at: Samples.instant(instant), zone: "Europe/Berlin") != nil) == isViolation)
  }

  @Test func anUnknownZoneProvesNothing() {
    #expect(judged(vehicle(.stolenPlate), at: night, zone: "Nowhere/Land") == nil)
  }

  @Test func expiryIsCountedInDaysOnTheSpot() {
    #expect(judged(vehicle(.valid, until: "2026-11-21"), at: night) == nil, "the last day counts")
    #expect(judged(vehicle(.valid, until: "2026-11-20"), at: night) != nil)
    #expect(judged(vehicle(.expired, until: "2026-11-21"), at: night) == nil, "it had not expired yet on the day of the capture")
    #expect(judged(vehicle(.expired), at: night) != nil)
    let pastMidnight = Samples.instant("2026-11-22T00:10:00+05:00")
    #expect(judged(vehicle(.valid, until: "2026-11-21"), at: pastMidnight) != nil, "in Tashkent the next day has begun, in UTC it has not")
  }

  @Test func insuranceAndStolenPlatesHavePenaltiesOfTheirOwn() {
    #expect(judged(vehicle(.uninsured), at: night)?.statuteCode == "EX-13")
    #expect(judged(vehicle(.uninsured, until: "2026-11-21"), at: night) == nil)
    #expect(judged(vehicle(.stolenPlate), at: night)?.statuteCode == "EX-12")
    #expect(judged(vehicle(.expired), at: night)?.statuteCode == "EX-11")
    #expect(judged(vehicle(.valid), at: night) == nil)
  }

  @Test func aMissingPlateCountsOnlyWhereItShouldBeThere() {
    let missing = vehicle(.unregistered)
    #expect(judged(missing, at: night) != nil)
    #expect(judged(nil, at: night) == nil, "no registry was asked")
    #expect(judged(missing, at: night, reads: [Samples.read(region: "KZ")]) == nil)
    #expect(judged(missing, at: night, reads: [Samples.read(region: "UZ-TK")]) != nil)
    #expect(judged(missing, at: night, reads: [Samples.read(region: nil)]) == nil)
    #expect(judged(missing, at: night, reads: [Samples.read(confidence: 0.89)]) == nil, "a misread plate is missing too")
    #expect(judged(missing, at: night, reads: [Samples.read(), Samples.read(Samples.otherPlate, reader: .server)]) == nil, "the readers disagree")
  }

  @Test func anAnswerAboutAnotherPlateSaysNothing() {
    #expect(judged(vehicle(.stolenPlate, plate: Samples.otherPlate), at: night) == nil)
    #expect(judged(vehicle(.stolenPlate), at: night, reads: []) == nil)
  }
}
