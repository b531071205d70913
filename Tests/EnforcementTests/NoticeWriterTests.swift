import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct NoticeWriterTests {
  private let writer = NoticeWriter(rulebook: .example)
  private let keeper = RegisteredVehicle(plate: Samples.plate, keeperName: "A. Karimova", keeperAddress: "2 Navoi Street")

  private func approved(plate: Plate = Samples.plate) throws -> Case {
    var violation = Samples.newCase(registered: keeper)
    try violation.approve(by: Samples.reviewer(1), plate: plate, at: Samples.noon)
    try violation.approve(by: Samples.reviewer(2), plate: plate, at: Samples.noon)
    return violation
  }

  private func notice(
    _ violation: Case, zone: String = "Asia/Tashkent", number: String = "N-2026-000001", officer: String = "Person 2", accessCode: String = "K7Q2"
  ) throws -> Notice {
    try writer.notice(
      for: violation, site: Samples.site(zone: zone), number: number, officer: officer, at: Samples.noon, accessCode: accessCode)
  }

  @Test func everythingIsOnIt() throws {
    let violation = try approved()
    let notice = try notice(violation)
    #expect(notice.plate == Samples.plate && notice.caseID == violation.id && notice.caseNumber == violation.number)
    #expect(notice.keeperName == "A. Karimova" && notice.keeperAddress == "2 Navoi Street")
    #expect(notice.issuedAt == Samples.noon && notice.capturedAt == violation.pass.capturedAt)
    let text = writer.text(of: notice)
    for part in [
      "N-2026-000001", "G-2026-000001", "01A123BC", "A. Karimova", "2 Navoi Street", "2026-11-21 09:15:30 (UTC+05:00)", "Amir Temur",
      "128-3 p. 1", "Exceeding the speed limit", "Measured 82 km/h, less a tolerance of 3 km/h: 79 km/h", "Limit 60 km/h (sign 3.24 no. 118)",
      "Person 2", "412\u{A0}000 UZS", "Due by 2027-01-20", "To pay", "To contest", "another person drove", "K7Q2", "example-1",
    ] {
      #expect(text.contains(part), "\(part) is missing")
    }
  }

  @Test func aRedLightIsCountedFromRed() throws {
    var violation = try approved()
    violation.violation.measurement = .init(value: 1.25, limit: 0, limitSource: "phase log", tolerance: 0.05, threshold: 0.3, unit: "s")
    #expect(writer.text(of: try notice(violation)).contains("Measured 1.25 s, less a tolerance of 0.05 s: 1.2 s\nCounted from the beginning of red"))
    violation.violation.measurement = nil
    #expect(!writer.text(of: try notice(violation)).contains("Measured"))
  }

  @Test func theLastDayCountsInFullByTheSitesCalendar() throws {
    #expect(try notice(try approved()).dueAt == Samples.instant("2027-01-20T23:59:59+05:00"))
    #expect(try notice(try approved(), zone: "Europe/Berlin").dueAt == Samples.instant("2027-01-20T23:59:59+01:00"))
    let autumn = Samples.instant("2026-09-01T12:00:00+02:00")
    let berlin = TimeZone(identifier: "Europe/Berlin")!
    #expect(writer.dueDate(issuedAt: autumn, in: berlin) == Samples.instant("2026-10-31T23:59:59+01:00"), "an hour was put back on the way")
  }

  @Test func aCorrectedPlateIsNotSentToTheMisreadOnesKeeper() throws {
    let notice = try notice(try approved(plate: Samples.otherPlate))
    #expect(notice.plate == Samples.otherPlate && notice.keeperName == nil && notice.keeperAddress == nil)
    #expect(!writer.text(of: notice).contains("Karimova"))
  }

  @Test func nothingIsWrittenOfACaseThatIsNotApproved() throws {
    for state in CaseState.allCases where state != .approved {
      #expect(throws: ReviewFault.transition(from: state, to: .noticeIssued)) { try notice(Samples.newCase(state: state)) }
    }
    #expect(throws: ReviewFault.noSettledPlate) { try notice(Samples.newCase(state: .approved)) }
    let violation = try approved()
    #expect(throws: ReviewFault.noticeIncomplete("its number is missing")) { try notice(violation, number: " ") }
    #expect(throws: ReviewFault.noticeIncomplete("the officer's name is missing")) { try notice(violation, officer: "") }
    #expect(throws: ReviewFault.noticeIncomplete("the access code is missing")) { try notice(violation, accessCode: "") }
    #expect(throws: ReviewFault.self) { try notice(violation, zone: "Nowhere/Land") }
  }
}
