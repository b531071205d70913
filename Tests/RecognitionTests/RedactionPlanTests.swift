import Foundation
import Testing
import Traffic

@testable import Recognition

@Suite struct RedactionPlanTests {
  private static let size = PixelSize(width: 3840, height: 2160)
  private static let mine = Box(x: 0.30, y: 0.70, width: 0.04, height: 0.015)
  private static let other = Box(x: 0.60, y: 0.60, width: 0.03, height: 0.0115)

  @Test func subjectIsToldByItsPlace() {
    let near = Box(x: 0.301, y: 0.702, width: 0.04, height: 0.015)
    let seen = PlatesSeen(Self.reading([("80B777CA", near), ("01A123BC", Self.other)]), subject: RedactionSubject(plateBox: Self.mine))
    #expect(seen.own == [Self.mine, near])
    #expect(seen.others == [Self.other])
  }

  /// Devices join several stills in one picture, so that the offender's plate is in it more than once.
  @Test func sameTextIsTheSamePlate() {
    let again = Box(x: 0.8, y: 0.7, width: 0.04, height: 0.015)
    let subject = RedactionSubject(plateBox: Self.mine, plates: [Plate(reading: "80B777CA")!])
    let seen = PlatesSeen(Self.reading([("80B777CA", Self.mine), ("80B777CA", again), ("80B777CB", Self.other)]), subject: subject)
    #expect(Set(seen.own) == [Self.mine, again])
    #expect(seen.others == [Self.other])
  }

  @Test func platesAndGlassOfOthersAreHiddenAndTheSubjectsPlateIsNot() {
    let plan = Self.plan(others: [Self.other], occupants: .shown)
    #expect(plan.extent == .others)
    #expect(Self.isHidden(Self.other, by: plan))
    #expect(!Self.isHidden(Self.mine, by: plan))
    let above = Box(x: 0.61, y: 0.53, width: 0.01, height: 0.01)
    #expect(Self.isHidden(above, by: plan))
    #expect(!Self.isHidden(Self.above(Self.mine), by: plan))
  }

  @Test func occupantsAreHiddenUnlessTheLawNeedsThem() {
    #expect(Self.isHidden(Self.above(Self.mine), by: Self.plan(others: [], occupants: .hidden)))
    #expect(!Self.isHidden(Self.above(Self.mine), by: Self.plan(others: [], occupants: .shown)))
  }

  /// A red-light camera looks at rear plates, and the signal hangs right above them.
  @Test func nothingAboveARearPlateIsHidden() {
    let plan = Self.plan(others: [Self.other], occupants: .turnedAway)
    #expect(!Self.isHidden(Self.above(Self.mine), by: plan))
    #expect(Self.isHidden(Self.above(Self.other), by: plan))
    #expect(Self.isHidden(Self.other, by: plan))
  }

  /// A vehicle in front of the subject: what is hidden of it must not take the subject's plate, nor its occupants where they are needed.
  @Test func subjectStaysVisibleBehindAnotherVehicle() {
    let inFront = Box(x: 0.30, y: 0.83, width: 0.05, height: 0.019)
    let plan = Self.plan(others: [inFront], occupants: .shown)
    #expect(VehicleEstimate(plate: inFront, in: Self.size).glass.containsMiddle(of: Self.mine))
    #expect(!Self.isHidden(Self.mine, by: plan))
    #expect(!Self.isHidden(Self.above(Self.mine), by: plan))
    #expect(Self.isHidden(inFront, by: plan))
  }

  /// The other's plate stands behind the subject's glass, where its occupants are shown: it stays hidden all the same.
  @Test func plateSeenThroughTheSubjectsGlassIsHidden() {
    let behind = Box(x: 0.31, y: 0.63, width: 0.012, height: 0.005)
    #expect(VehicleEstimate(plate: Self.mine, in: Self.size).ownGlass.containsMiddle(of: behind))
    #expect(Self.isHidden(behind, by: Self.plan(others: [behind], occupants: .shown)))
  }

  /// Cameras have sent the vehicle's box, or the whole picture's, for the plate's.
  @Test func boxThatIsTooLargeUncoversNobodysPlate() {
    for box in [Box(x: 0, y: 0, width: 1, height: 1), Box(x: 0.5, y: 0.4, width: 0.2, height: 0.4)] {
      let subject = RedactionSubject(plateBox: box, occupants: .shown)
      let plan = RedactionPlan(PlatesSeen(Self.reading([("01A123BC", Self.other)]), subject: subject), subject: subject)
      #expect(Self.isHidden(Self.other, by: plan), "\(box)")
    }
  }

  @Test func unknownSubjectHidesEveryVehicle() {
    let subject = RedactionSubject(occupants: .shown)
    let reading = Self.reading([("80B777CA", Self.mine), ("01A123BC", Self.other)])
    let plan = RedactionPlan(PlatesSeen(reading, subject: subject), subject: subject)
    #expect(plan.extent == .everyVehicle)
    #expect(Self.isHidden(Self.mine, by: plan) && Self.isHidden(Self.other, by: plan))
  }

  @Test func unreadPictureShowsTheSubjectAlone() {
    let plan = RedactionPlan(unread: Self.size, subject: RedactionSubject(plateBox: Self.mine))
    #expect(plan.extent == .surroundings)
    #expect(!Self.isHidden(Self.mine, by: plan))
    #expect(Self.isHidden(Self.above(Self.mine), by: plan))
    #expect(!Self.isHidden(Self.above(Self.mine), by: RedactionPlan(unread: Self.size, subject: RedactionSubject(plateBox: Self.mine, occupants: .shown))))
    // The bonnet or boot beside the plate.
    #expect(!Self.isHidden(Box(x: 0.28, y: 0.71, width: 0.01, height: 0.01), by: plan))
    for x in stride(from: 0.0, to: 1, by: 0.1) where abs(x - 0.32) > 0.12 {
      for y in stride(from: 0.0, to: 1, by: 0.1) {
        #expect(Self.isHidden(Box(x: x, y: y, width: 0.01, height: 0.01), by: plan), "\(x) \(y)")
      }
    }
  }

  @Test func unreadPictureOfAnUnknownSubjectShowsNothing() {
    let plan = RedactionPlan(unread: Self.size, subject: RedactionSubject(occupants: .shown))
    #expect(plan.extent == .everything)
    #expect(Self.isHidden(Self.mine, by: plan) && Self.isHidden(Self.other, by: plan))
  }

  /// A plate that could be a small one nearby or a large one from the side is taken for what makes the vehicle larger.
  @Test func shortPlatesMakeLargerVehicles() {
    let long = VehicleEstimate(plate: Box(x: 0.5, y: 0.5, width: 0.052, height: 0.011 * 16 / 9), in: Self.size)
    let short = VehicleEstimate(plate: Box(x: 0.5, y: 0.5, width: 0.030, height: 0.015 * 16 / 9), in: Self.size)
    // A long plate of 52 cm and a square one of 30 cm with the same pixels a metre: a tenth of the picture's width.
    #expect(abs(long.glass.width - 0.32) < 0.001)
    #expect((0.32...0.34).contains(short.glass.width))
    #expect(long.glass.y + long.glass.height < 0.5)
  }

  /// Of a car more can be shown: where its occupants end a lorry's driver sits.
  @Test func glassOfACarEndsLower() {
    let vehicle = VehicleEstimate(plate: Self.mine, in: Self.size)
    let car = vehicle.occupants(of: .car)
    for kind in Vehicle.Class.allCases where kind != .car && kind != .unknown { #expect(vehicle.occupants(of: kind).y < car.y, "\(kind)") }
    #expect(car.y + car.height < Self.mine.y)
  }

  // MARK: Parts

  private static func reading(_ plates: [(String, Box)]) -> Reading {
    let reads = plates.map { PlateRead(reader: .server, raw: $0.0, plate: Plate(reading: $0.0)!, confidence: 0.9, box: $0.1) }
    return Reading(pixelWidth: size.width, pixelHeight: size.height, milliseconds: 1, plates: reads)
  }

  private static func plan(others: [Box], occupants: RedactionSubject.Occupants) -> RedactionPlan {
    let plates = [("80B777CA", mine)] + others.map { ("01A123BC", $0) }
    let subject = RedactionSubject(plateBox: mine, occupants: occupants)
    return RedactionPlan(PlatesSeen(reading(plates), subject: subject), subject: subject)
  }

  /// Whether the middle of a box is hidden.
  private static func isHidden(_ box: Box, by plan: RedactionPlan) -> Bool {
    plan.coverings.last { $0.box.containsMiddle(of: box) }?.grid != nil
  }

  /// Where the glass above a plate is.
  private static func above(_ plate: Box) -> Box { Box(x: plate.x, y: plate.y - 3.2 * plate.width, width: plate.width, height: plate.height) }
}
