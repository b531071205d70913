import Enforcement
import Foundation
import Testing
import Traffic
import WebReception

@testable import Office

@Suite("Pages: wording")
struct PagesWordingTests {
  private let instant = Date(timeIntervalSince1970: 1_795_252_530.417)

  @Test("times are shown in the site's zone to the millisecond")
  func clock() {
    let clock = SiteClock(identifier: "Asia/Tashkent")
    #expect(clock.day(instant) == "21 Nov 2026")
    #expect(clock.longDay(instant) == "21 November 2026")
    #expect(clock.exactTime(instant) == "14:15:30.417")
    #expect(clock.zoneLabel(instant) == "UTC+5")
    #expect(SiteClock.iso(instant) == "2026-11-21T09:15:30.417Z")
    #expect(SiteClock(identifier: "America/St_Johns").zoneLabel(instant) == "UTC-3:30")
    #expect(SiteClock(identifier: "Nowhere/At_All").zoneLabel(instant) == "UTC")
    #expect(SiteClock(zone: .gmt).exactTime(Date(timeIntervalSince1970: 0.9996)) == "00:00:01.000")
  }

  @Test("days of date fields begin at the site's midnight, also when clocks change")
  func days() throws {
    let berlin = SiteClock(identifier: "Europe/Berlin")
    let start = try #require(berlin.startOfDay(field: "2026-10-25"))
    #expect(SiteClock.iso(start) == "2026-10-24T22:00:00.000Z")
    #expect(berlin.dayAfter(start).timeIntervalSince(start) == 25 * 3600)
    for field in ["2026-02-30", "2026-13-01", "26-1-1", "2026-11-21 ", "", "2026-1-1", "x"] {
      #expect(berlin.startOfDay(field: field) == nil, "\(field)")
    }
  }

  @Test("numbers are grouped, rounded and counted")
  func numbers() {
    let space = Wording.space
    #expect(Wording.count(142_300_000) == "142\(space)300\(space)000")
    #expect(Wording.count(999) == "999")
    #expect(Wording.count(1, "case", "cases") == "1 case")
    #expect(Wording.count(0, "case", "cases") == "0 cases")
    #expect(Wording.raw(0.41) == "0.41")
    #expect(Wording.raw(70) == "70")
    #expect(Wording.bytes(2_100_000) == "2.1\(space)MB")
    #expect(Wording.span(2 * 3600 + 10 * 60) == "2 h 10 min")
    #expect(Wording.span(59) == "59 s")
    #expect(Wording.span(-5) == "0 s")
    #expect(Wording.initials("Dilnoza Karimova") == "DK")
    #expect(Wording.initials("") == "")
  }

  @Test(
    "plates are grouped as people read them",
    arguments: [("01A123BC", "01 A 123 BC"), ("40777DAA", "40 777 DAA"), ("ABC1234", "ABC 1234"), ("7", "7")])
  func plates(_ text: String, _ grouped: String) throws {
    #expect(try #require(Plate(canonical: text)).grouped == grouped)
  }

  @Test("forms are read as browsers send them, and written so that they read the same")
  func forms() {
    let fields = FormFields(urlEncoded: "name=J%C3%B6rg+M%26M&role=a&role=b&empty=&flag&bad=%ZZ")
    #expect(fields["name"] == "Jörg M&M")
    #expect(fields.all("role") == ["a", "b"])
    #expect(fields["empty"] == nil)
    #expect(fields["flag"] == nil)
    #expect(fields["bad"] == nil)
    #expect(FormFields(urlEncoded: fields.urlEncoded) == fields)
    #expect(FormFields(urlEncoded: String(repeating: "a=1&", count: 100_000)).pairs.count <= 200)
  }

  @Test("readers' differences are marked, missing characters allowed for")
  func differences() throws {
    let left = try #require(Plate(canonical: "01A123BC"))
    let right = try #require(Plate(canonical: "01A128BC"))
    let short = try #require(Plate(canonical: "01A12BC"))
    func marks(_ plate: Plate, _ others: Plate...) -> String {
      ReadCard.characters(of: plate, differingFrom: others).map { $0.isDifferent ? "^" : "." }.joined()
    }
    #expect(marks(left, right) == ".....^..")
    #expect(marks(right, left) == ".....^..")
    #expect(marks(left, short) == ".....^..")
    #expect(marks(short, left) == ".......")
    #expect(marks(left) == "........")
  }

  @Test("the measurement's bar has room for every number, and says whether the threshold is passed")
  func measurement() {
    let fast = MeasurementCard(
      .init(value: 91.4, limit: 70, limitSource: "sign", tolerance: 3, threshold: 10, unit: "km/h"), of: .speed)
    #expect(fast.correctedLabel == "88.4")
    #expect(fast.isAbove)
    #expect(fast.overLabel == "8.4 km/h over the threshold")
    #expect(fast.bar.valuePercent == "90.9")
    #expect(fast.bar.limitPercent == "69.6")
    let early = MeasurementCard(.init(value: 0.4, limit: 0, limitSource: "plan", tolerance: 0.1, threshold: 0.5, unit: "s"), of: .redLight)
    #expect(!early.isAbove)
    #expect(early.bar.thresholdPercent == "90.9")
    let nothing = MeasurementCard(.init(value: 0, limit: 0, limitSource: "", tolerance: 0, threshold: 0, unit: "s"), of: .redLight)
    #expect(nothing.bar.valuePercent == "0")
  }

  @Test("a case knows its neighbours, and one that has left the queue leads to its beginning")
  func position() {
    let ids = (0..<3).map { _ in CaseID() }
    let middle = QueuePosition(of: ids[1], in: ids)
    #expect(middle.index == 1 && middle.previous == ids[0] && middle.next == ids[2])
    #expect(QueuePosition(of: ids[2], in: ids).next == nil)
    #expect(QueuePosition(of: ids[0], in: ids).previous == nil)
    let gone = QueuePosition(of: CaseID(), in: ids)
    #expect(gone.index == nil && gone.next == ids[0])
  }

  @Test("a filter survives its own address, and “mine” leaves out what a person may not decide")
  func filter() throws {
    let clock = SiteClock(identifier: "Asia/Tashkent")
    let query = "state=second-review&kind=speed&site=crossing&camera=reads&from=2026-11-01&to=2026-11-21&mine=1"
    let filter = try QueueFilter(FormFields(urlEncoded: query), clock: clock)
    #expect(filter.query == query)
    let officer = Reviewer(id: UUID(), name: "One")
    let asked = try #require(filter.caseQuery(for: officer, clock: clock, limit: 10))
    #expect(asked.states == [.secondReview])
    #expect(asked.excludingReviewer == officer.id)
    #expect(asked.to.map(SiteClock.iso) == "2026-11-21T19:00:00.000Z")
    var third = QueueFilter()
    third.isMine = true
    third.states = .one(.thirdReview)
    #expect(third.caseQuery(for: officer, clock: clock, limit: 10) == nil)
    #expect(third.caseQuery(for: Reviewer(id: UUID(), name: "Two", isSupervisor: true), clock: clock, limit: 10)?.states == [.thirdReview])
  }

  @Test("access codes are drawn without letters that can be mistaken")
  func accessCodes() {
    let codes = (0..<200).map { _ in AccessCode.draw() }
    #expect(Set(codes).count == 200)
    #expect(codes.allSatisfy { $0.wholeMatch(of: /[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}/) != nil })
  }

  @Test("nothing can be said on a page but what the pages say")
  func said() {
    #expect(Said("approved-first")?.flash.isBad == false)
    #expect(Said("<b>anything</b>") == nil)
    #expect(Said(nil) == nil)
  }
}
