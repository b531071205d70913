import Enforcement
import Foundation
import Traffic

/// Values that tests begin from: a quarter past nine in Tashkent on 21 November 2026, on a road with a limit of 60 km/h.
enum Samples {
  static let noon = instant("2026-11-21T09:15:30+05:00")
  static let plate = Plate(canonical: "01A123BC")!
  static let otherPlate = Plate(canonical: "01A123BD")!

  static func instant(_ text: String) -> Date {
    try! Date(text, strategy: .iso8601)
  }

  static func site(limitKmh: Double? = 60, zone: String = "Asia/Tashkent") -> Site {
    Site(
      id: SiteID(rawValue: "tas-014")!, name: "Amir Temur", kind: .junction, district: "Tashkent",
      coordinate: Coordinate(latitude: 41.3, longitude: 69.28)!, timeZone: zone, speedLimitKmh: limitKmh, speedLimitSource: "sign 3.24 no. 118")
  }

  static func read(
    _ plate: Plate = plate, confidence: Double = 0.97, region: String? = "UZ", reader: PlateRead.Reader = .camera, candidates: [PlateCandidate] = []
  ) -> PlateRead {
    PlateRead(reader: reader, raw: plate.text, plate: plate, confidence: confidence, region: region, candidates: candidates)
  }

  static func pass(
    at capturedAt: Date = noon, speedKmh: Double? = nil, reads: [PlateRead] = [read()], signal: SignalState? = nil, crossedAt: Date? = nil,
    lane: Int? = nil, errorBoundMilliseconds: Int? = nil, declared: [ViolationKind] = []
  ) -> Pass {
    Pass(
      id: PassID(UUID(uuidString: "00000000-0000-0000-0000-000000000001")!), camera: CameraID(rawValue: "tas-014-a")!, site: site().id,
      capturedAt: capturedAt, receivedAt: capturedAt, errorBoundMilliseconds: errorBoundMilliseconds, lane: lane, speedKmh: speedKmh, reads: reads,
      coordinate: site().coordinate, signal: signal, stopLineCrossedAt: crossedAt, declarations: declared.map { Declaration(kind: $0) },
      rawSHA256: String(repeating: "0", count: 64))
  }

  static func camera(calibration: Camera.Calibration? = nil, lanes: [Lane] = []) -> Camera {
    Camera(
      id: CameraID(rawValue: "tas-014-a")!, site: site().id, name: "A", dialect: .gantry, coordinate: site().coordinate, calibration: calibration,
      lanes: lanes)
  }

  static let violation = Violation(
    kind: .speed, statuteCode: "128-3 p. 1", statuteText: "Exceeding the speed limit", amount: 412_000, currency: "UZS",
    measurement: .init(value: 82, limit: 60, limitSource: "sign 3.24 no. 118", tolerance: 3, threshold: 1, unit: "km/h"), isDeclared: false)

  static func newCase(state: CaseState = .queued, registered: RegisteredVehicle? = nil) -> Case {
    Case(number: "G-2026-000001", state: state, pass: pass(), violation: violation, registered: registered, openedAt: noon)
  }

  static func reviewer(_ number: UInt8, isSupervisor: Bool = false) -> Reviewer {
    Reviewer(id: UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, number)), name: "Person \(number)", isSupervisor: isSupervisor)
  }

  /// The violations of the example rulebook.
  static func judge(
    _ pass: Pass, at site: Site = site(), from camera: Camera? = nil, registered: RegisteredVehicle? = nil, signals: SignalLog? = nil,
    rules: Rulebook = .example
  ) -> [Violation] {
    Judge(rulebook: rules).judge(pass, at: site, from: camera, registered: registered, signals: signals)
  }

  /// The example rulebook with one rule changed.
  static func rules(_ kind: ViolationKind, _ change: (inout Rule) -> Void) -> Rulebook {
    var rules = Rulebook.example
    for index in rules.rules.indices where rules.rules[index].kind == kind { change(&rules.rules[index]) }
    return rules
  }
}
