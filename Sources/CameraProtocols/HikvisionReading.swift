import Foundation
import Traffic

/// Turns an alert with an `ANPR` element into a capture. Misspelt names are the device's.
struct HikvisionReading {
  let alert: XMLElement
  let pictures: [MultipartPart]
  let camera: Camera
  let timeZone: TimeZone
  let receivedAt: Date

  func capture() throws(DecodingFault) -> Capture {
    try checkDevice()
    let clock = try HikvisionClock(alert: alert, timeZone: timeZone, receivedAt: receivedAt)
    let media = HikvisionPictures(alert: alert, parts: pictures, clock: clock)
    return Capture(
      deviceID: alert.value("deviceUUID") ?? alert.value("macAddress") ?? alert.value("deviceID"), vendorKey: vendorKey(clock),
      deviceTimeText: clock.text, capturedAt: clock.instant, lane: lane, direction: direction, speedKmh: speedKmh,
      read: read(box: media.box(["plateRect"])), vehicle: vehicle(box: media.box(["vehicelRect", "vehicleRect"])), coordinate: coordinate,
      declarations: try declarations(), media: try media.media())
  }

  /// Compares like with like: an enrolled serial number (or "model serial") with `deviceUUID`, an address with `macAddress`.
  private func checkDevice() throws(DecodingFault) {
    guard let expected = camera.deviceID?.lowercased() else { return }
    let named = ["deviceUUID", "macAddress", "deviceID"].compactMap { alert.value($0)?.lowercased() }
    let serials = (alert.value("deviceUUID") ?? "").lowercased().split(separator: " ").map(String.init)
    guard !(named + serials).contains(expected) else { return }
    let isAddress = expected.split(separator: ":").count == 6
    guard alert.value(isAddress ? "macAddress" : "deviceUUID") == nil else {
      throw DecodingFault(.deviceMismatch, "`deviceUUID` or `macAddress` names another device than the one whose key was sent")
    }
  }

  private func vendorKey(_ clock: HikvisionClock) -> String {
    if let uuid = alert.value("UUID"), uuid.utf8.count <= 256 { return "uuid|\(uuid)" }
    return ["at", alert.value("macAddress") ?? "", clock.text, anpr("licensePlate") ?? "", anpr("line") ?? ""].joined(separator: "|")
  }

  private func anpr(_ path: String) -> String? { alert.value("ANPR/\(path)") }

  /// Counted from 1; 0 means that the device does not know.
  private var lane: Int? {
    (anpr("line") ?? anpr("laneNo")).flatMap { Int($0) }.flatMap { (1...99).contains($0) ? $0 : nil }
  }

  /// Relative to the camera.
  private var direction: Capture.Direction {
    switch anpr("direction")?.lowercased() {
    case "forward": .approach
    case "reverse": .recede
    default: .unknown
    }
  }

  /// 0 means that it was not measured.
  private var speedKmh: Double? {
    anpr("vehicleInfo/speed").flatMap { Double($0) }.flatMap { $0 > 0 && $0 <= 500 ? $0 : nil }
  }

  /// The device's country is a number that differs from model to model; the enrolled camera's region is used instead.
  private func read(box: Box?) -> PlateRead? {
    let original = anpr("originalLicensePlate")
    guard let text = anpr("licensePlate") ?? original else { return nil }
    return .camera(
      text, confidence: confidence, region: PlateRead.region(camera.region), others: original.map { [(text: $0, confidence: confidence)] } ?? [],
      box: box)
  }

  /// The device's own, else that of its least certain character. 0 to 1.
  private var confidence: Double {
    let characters = (anpr("plateCharBelieve") ?? "").split(separator: ",").compactMap { Double($0) }
    let percent = anpr("confidenceLevel").flatMap { Double($0) } ?? characters.min() ?? 0
    return percent.isFinite ? min(100, max(0, percent)) / 100 : 0
  }

  private func vehicle(box: Box?) -> Vehicle {
    let colour = VendorWords.meaningful(anpr("vehicleInfo/color"))
    return Vehicle(kind: kind, colour: colour == "other" ? nil : colour, box: box)
  }

  private var kind: Vehicle.Class {
    if anpr("twoWheelVehicle") == "yes" { return .motorcycle }
    switch anpr("vehicleType")?.lowercased() {
    case "smallcar", "car", "suvmpv", "saloon", "mpv", "suv": return .car
    case "van", "mpvvan", "lightvan": return .van
    case "truck", "largetruck", "mediumtruck", "lighttruck", "pickuptruck", "smalltruck", "containertruck": return .truck
    case "bus", "largebus", "mediumbus", "midbus", "smallbus": return .bus
    case "motorcycle", "twowheelvehicle": return .motorcycle
    case "threewheelvehicle", "nonmotor", "pedestrian": return .other
    default: return .unknown
    }
  }

  /// Only a vehicle-mounted camera moves; a fixed one's own position is mostly a factory setting.
  private var coordinate: Coordinate? {
    guard camera.isMobile, let latitude = degrees("DeviceGPSInfo/Latitude"), let longitude = degrees("DeviceGPSInfo/Longitude"),
      latitude != 0 || longitude != 0
    else { return nil }
    return Coordinate(
      latitude: alert.value("DeviceGPSInfo/latitudeType") == "S" ? -latitude : latitude,
      longitude: alert.value("DeviceGPSInfo/longitudeType") == "W" ? -longitude : longitude)
  }

  private func degrees(_ path: String) -> Double? {
    guard let degree = alert.value("\(path)/degree").flatMap({ Double($0) }) else { return nil }
    let minute = alert.value("\(path)/minute").flatMap { Double($0) } ?? 0
    let second = alert.value("\(path)/sec").flatMap { Double($0) } ?? 0
    return degree + minute / 60 + second / 3_600
  }

  /// The violation code, then what the device says of belts and phone. Whether that alone makes a case is for the rules and a person to say.
  private func declarations() throws(DecodingFault) -> [Declaration] {
    var declarations: [Declaration] = []
    let code = anpr("illegalInfo/illegalCode")
    let name = VendorWords.meaningful(anpr("illegalInfo/illegalName"))
    switch ViolationVocabulary.meaning(code: code, name: name) {
    case .kind(let kind): declarations.append(Declaration(kind: kind, vendorCode: VendorWords.meaningful(code), vendorName: name))
    case .notEnforced: break
    case .unmapped:
      throw DecodingFault(.unmappedViolation, "`illegalCode` declares a violation that is in no table; the body is kept for a person to look at")
    }
    let attributes: [(field: String, word: String, kind: ViolationKind)] = [
      ("pilotsafebelt", "no", .seatBelt), ("vicepilotsafebelt", "no", .seatBelt), ("uphone", "yes", .phone),
    ]
    for attribute in attributes where anpr(attribute.field)?.lowercased() == attribute.word {
      guard !declarations.contains(where: { $0.kind == attribute.kind }) else { continue }
      declarations.append(Declaration(kind: attribute.kind, vendorName: "\(attribute.field)=\(attribute.word)"))
    }
    return declarations
  }
}
