import Foundation
import Testing
import Traffic

/// What is stored comes back as it was. Stored rows outlive the program that wrote them, so names in JSON are kept too.
@Suite struct RoundTripTests {
  private let plate = Plate(canonical: "01A123BC")!

  private func expectRoundTrip<Value: Codable & Equatable>(_ value: Value) throws {
    #expect(try JSONDecoder().decode(Value.self, from: JSONEncoder().encode(value)) == value)
  }

  @Test func everythingInACaseSurvives() throws {
    try expectRoundTrip(Values.filledCase(plate: plate))
    try expectRoundTrip(Case(number: "G", pass: Values.pass(reads: []), violation: Values.violation, openedAt: Values.instant))
  }

  @Test func camerasSitesHitsAndNoticesSurvive() throws {
    let camera = Camera(
      id: CameraID(unchecked: "a"), site: SiteID(unchecked: "s"), name: "A", dialect: .hikvision, deviceID: "SN1", coordinate: try Values.place(),
      headingDegrees: 90, readsPlates: false, isMobile: true, region: "UZ", calibration: .init(certificate: "C", validUntil: Values.instant),
      lanes: [Lane(number: 1, signalGroup: "2"), Lane(number: 2)], isEnabled: false)
    try expectRoundTrip(camera)
    var watched = camera
    watched.dialect = .video
    watched.video = Camera.Video(marks: Values.marks)
    try expectRoundTrip(watched)
    watched.video = Camera.Video()
    try expectRoundTrip(watched)
    try expectRoundTrip(
      Site(
        id: SiteID(unchecked: "s"), name: "S", kind: .patrol, district: "d", coordinate: try Values.place(), timeZone: "Asia/Tashkent",
        speedLimitKmh: 60, speedLimitSource: "sign"))
    let entry = HotlistEntry(plate: plate, list: "stolen", reason: "r", source: "s", expiresAt: Values.instant)
    try expectRoundTrip(
      Hit(
        pass: try Values.pass(reads: [Values.read(plate, .camera)]), entry: entry, decision: .wrongRegion, decidedBy: "d", decidedAt: Values.instant,
        note: "n"))
    try expectRoundTrip(
      Notice(
        number: "N", caseID: CaseID(), caseNumber: "G", plate: plate, keeperName: "k", keeperAddress: nil, violation: Values.violation,
        capturedAt: Values.instant, siteName: "S", timeZone: "Asia/Tashkent", issuedAt: Values.instant, dueAt: Values.instant, officer: "o",
        accessCode: "c"))
  }

  @Test func aCameraThatWasStoredBeforeThereWereVideoCamerasIsStillRead() throws {
    let stored = """
      {"id":"a","site":"s","name":"A","dialect":"gantry","coordinate":{"latitude":41,"longitude":69},"readsPlates":true,"isMobile":false,"lanes":[],"isEnabled":true}
      """
    let camera = try JSONDecoder().decode(Camera.self, from: Data(stored.utf8))
    #expect(camera.video == nil && camera.dialect == .gantry)
    #expect(Camera.Dialect.allCases.map(\.rawValue) == ["gantry", "openalpr", "hikvision", "video"])
  }

  @Test func theNamesOfStatesKindsAndReasonsAreKept() {
    #expect(CaseState.allCases.map(\.rawValue).joined(separator: " ") == Self.states)
    #expect(ViolationKind.allCases.map(\.rawValue).joined(separator: " ") == Self.kinds)
    #expect(RejectReason.allCases.count == 28)
    for reason in RejectReason.allCases { #expect(reason.rawValue.allSatisfy { $0 == "-" || ($0.isLowercase && $0.isASCII) }) }
    #expect(RegisteredVehicle.Status.allCases.map(\.rawValue) == ["valid", "expired", "unregistered", "stolen-plate", "uninsured"])
    #expect(SignalState.Colour.allCases.map(\.rawValue) == ["red", "red-amber", "amber", "green", "off"])
  }

  private static let states =
    "received integrity-failed queued first-review second-review third-review approved notice-issued paid nominated contested hearing upheld dismissed reduced closed rejected void expired"
  private static let kinds =
    "red-light stop-line speed seat-belt phone unlicensed wrong-way lane bus-lane solid-line u-turn yellow-box failure-to-yield parking no-plate"
}
