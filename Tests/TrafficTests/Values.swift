import Foundation
import Traffic

/// Values with every field filled, so that a round trip that loses one is seen.
enum Values {
  static let instant = Date(timeIntervalSince1970: 1_795_234_530.417)

  static func pass(reads: [PlateRead]) throws -> Pass {
    Pass(
      id: PassID(), camera: CameraID(unchecked: "tas-014-a"), site: SiteID(unchecked: "tas-014"), capturedAt: instant,
      receivedAt: instant.addingTimeInterval(0.2), errorBoundMilliseconds: 50, deviceTimeText: "2026-11-21T09:15:30.417+05:00", lane: 2,
      direction: .approach, headingDegrees: 91.5, speedKmh: 63.2, reads: reads,
      vehicle: Vehicle(kind: .van, make: "m", model: "n", colour: "white", box: box), coordinate: try place(), signal: signal,
      stopLineCrossedAt: instant, declarations: [Declaration(kind: .seatBelt, vendorCode: "1240", vendorName: "belt")],
      rawSHA256: String(repeating: "a", count: 64))
  }

  static let box = Box(x: 0.1, y: 0.2, width: 0.3, height: 0.4)
  static let marks = VideoMarks(
    stopLine: .init(from: .init(x: 0.2, y: 0.7), to: .init(x: 0.8, y: 0.72)), redLamp: Box(x: 0.9, y: 0.1, width: 0.02, height: 0.03))
  static let signal = SignalState(group: "2", colour: .redAmber, since: instant, amberMilliseconds: 3000)

  static func place() throws -> Coordinate {
    struct NotOnEarth: Error {}
    guard let place = Coordinate(latitude: 41.31, longitude: 69.24) else { throw NotOnEarth() }
    return place
  }

  static func read(_ plate: Plate, _ reader: PlateRead.Reader) -> PlateRead {
    PlateRead(
      reader: reader, raw: " \(plate) ", plate: plate, confidence: 0.97, region: "UZ-TK",
      candidates: [PlateCandidate(plate: plate, confidence: 0.97)], box: box, changes: ["3: O→0"])
  }

  static func filledCase(plate: Plate) throws -> Case {
    let item = Evidence.Item(
      object: UUID(), range: 10..<200, kind: .clip, mimeType: "video/mp4", byteCount: 190, sha256: String(repeating: "b", count: 64), takenAt: instant,
      frameNumber: 7, pixelWidth: 3840, pixelHeight: 2160, plateBox: box)
    return Case(
      number: "G-2026-000001", state: .noticeIssued, pass: try pass(reads: [read(plate, .camera), read(plate, .server)]), violation: violation,
      related: [CaseID()], evidence: Evidence(items: [item]), registered: registered(plate),
      reviews: [
        .init(reviewer: UUID(), reviewerName: "Person 1", decision: .approve, plate: plate, at: instant),
        .init(reviewer: UUID(), reviewerName: "Person 2", decision: .reject, reason: .other, note: "n", at: instant),
      ],
      settledPlate: plate, noticeNumber: "N-2026-000001", timeline: [.init(at: instant, actor: "Person 1", what: "w", state: .queued)], openedAt: instant)
  }

  static let violation = Violation(
    kind: .redLight, statuteCode: "c", statuteText: "t", amount: 1, currency: "UZS",
    measurement: .init(value: 1.2, limit: 0, limitSource: "log", tolerance: 0.1, threshold: 0.3, unit: "s"), isDeclared: true, note: "n")

  static func registered(_ plate: Plate) -> RegisteredVehicle {
    RegisteredVehicle(
      plate: plate, status: .stolenPlate, validUntil: instant, make: "m", model: "n", colour: "c", keeperName: "k", keeperAddress: "a")
  }
}
