import Foundation
import Traffic

/// Turns the wire's object and the form's parts into a capture, field by field.
struct GantryCaptureReading {
  let document: GantryCapture
  let parts: [MultipartPart]
  let camera: Camera

  init(_ document: GantryCapture, parts: [MultipartPart], camera: Camera) {
    self.document = document
    self.parts = parts
    self.camera = camera
  }

  func capture() throws(DecodingFault) -> Capture {
    guard document.device == camera.id.rawValue || document.device == camera.deviceID else {
      throw DecodingFault(.deviceMismatch, "`device` names another device than the one whose key was sent")
    }
    var capture = Capture(
      deviceID: document.device, vendorKey: try vendorKey(), deviceTimeText: document.time,
      capturedAt: try FieldCheck.instant(document.time, "time"))
    try addMeasurements(to: &capture)
    capture.read = try read()
    capture.vehicle = try vehicle()
    capture.signal = try signal()
    capture.declarations = try declarations()
    capture.media = try GantryPictures(document.pictures, parts: parts).media()
    return capture
  }

  private func addMeasurements(to capture: inout Capture) throws(DecodingFault) {
    capture.lane = try FieldCheck.number(document.lane, 1...99, "lane")
    if let direction = document.direction { capture.direction = try FieldCheck.word(direction, "direction") }
    capture.headingDegrees = try FieldCheck.number(document.headingDegrees, 0...360, "headingDegrees")
    capture.speedKmh = try FieldCheck.number(document.speedKmh, 0...500, "speedKmh")
    if let position = document.position {
      guard let coordinate = Coordinate(latitude: position.latitude, longitude: position.longitude) else {
        throw DecodingFault(.badValue, "`position` has to be a latitude within ±90 and a longitude within ±180 degrees")
      }
      capture.coordinate = coordinate
    }
    if let crossed = document.stopLineCrossedAt { capture.stopLineCrossedAt = try FieldCheck.instant(crossed, "stopLineCrossedAt") }
    capture.clockErrorBoundMilliseconds = try FieldCheck.number(
      document.clockErrorBoundMilliseconds, 0...86_400_000, "clockErrorBoundMilliseconds")
  }

  /// The sender's own key, or what makes a vehicle at one camera unique. A repeat has the same bytes, so either tells it.
  private func vendorKey() throws(DecodingFault) -> String {
    if let id = try FieldCheck.text(document.id, "id") { return "id|\(id)" }
    let speed = document.speedKmh.map { "\($0)" } ?? ""
    let lane = document.lane.map { "\($0)" } ?? ""
    let corner = document.vehicle?.box.map { "\($0.x),\($0.y)" } ?? ""
    return ["at", document.time, lane, document.direction ?? "", document.plate?.text ?? "", speed, corner].joined(separator: "|")
  }

  private func read() throws(DecodingFault) -> PlateRead? {
    guard let plate = document.plate else { return nil }
    _ = try FieldCheck.text(plate.text, "plate.text")
    let region = PlateRead.region(plate.region)
    guard plate.region == nil || region != nil else {
      throw DecodingFault(.badValue, "`plate.region` has to be ISO 3166, such as UZ or US-CA")
    }
    let candidates = plate.candidates ?? []
    guard candidates.count <= BodyLimits.candidates else {
      throw DecodingFault(.badValue, "`plate.candidates` has to have at most \(BodyLimits.candidates) entries")
    }
    var others: [(text: String, confidence: Double)] = []
    for candidate in candidates {
      others.append((candidate.text, try FieldCheck.number(candidate.confidence, 0...1, "plate.candidates.confidence") ?? 0))
    }
    return .camera(
      plate.text, confidence: try FieldCheck.number(plate.confidence, 0...1, "plate.confidence") ?? 0, region: region, others: others,
      box: try FieldCheck.box(plate.box, "plate.box"))
  }

  private func vehicle() throws(DecodingFault) -> Vehicle {
    guard let vehicle = document.vehicle else { return Vehicle() }
    return Vehicle(
      kind: try vehicle.kind.map { kind throws(DecodingFault) in try FieldCheck.word(kind, "vehicle.kind") } ?? .unknown,
      make: try FieldCheck.text(vehicle.make, "vehicle.make"), model: try FieldCheck.text(vehicle.model, "vehicle.model"),
      colour: try FieldCheck.text(vehicle.colour, "vehicle.colour"), box: try FieldCheck.box(vehicle.box, "vehicle.box"))
  }

  private func signal() throws(DecodingFault) -> SignalState? {
    guard let signal = document.signal else { return nil }
    guard let group = try FieldCheck.text(signal.group, "signal.group") else {
      throw DecodingFault(.badValue, "`signal.group` has to name the signal group")
    }
    return SignalState(
      group: group, colour: try FieldCheck.word(signal.colour, "signal.colour"), since: try FieldCheck.instant(signal.since, "signal.since"),
      amberMilliseconds: try FieldCheck.number(signal.amberMilliseconds, 0...60_000, "signal.amberMilliseconds"))
  }

  private func declarations() throws(DecodingFault) -> [Declaration] {
    let declared = document.violations ?? []
    guard declared.count <= ViolationKind.allCases.count else {
      throw DecodingFault(.badValue, "`violations` has to have at most \(ViolationKind.allCases.count) entries")
    }
    var declarations: [Declaration] = []
    for violation in declared {
      declarations.append(
        Declaration(
          kind: try FieldCheck.word(violation.kind, "violations.kind"), vendorCode: try FieldCheck.text(violation.code, "violations.code"),
          vendorName: try FieldCheck.text(violation.name, "violations.name")))
    }
    if let kind = document.violation {
      let short = Declaration(kind: try FieldCheck.word(kind, "violation"))
      if !declarations.contains(where: { $0.kind == short.kind }) { declarations.append(short) }
    }
    return declarations
  }
}
