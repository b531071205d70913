import Foundation
import Traffic

/// Turns a group into a capture.
struct OpenALPRReading {
  let group: OpenALPRGroup
  let camera: Camera

  func capture() throws(DecodingFault) -> Capture {
    try checkDevice()
    let time = try instant()
    return Capture(
      deviceID: group.agentUID, vendorKey: try vendorKey(), deviceTimeText: time.text, capturedAt: time.instant, direction: direction,
      read: read, vehicle: vehicle, coordinate: coordinate, media: try media())
  }

  /// One agent may serve several cameras and post them all to one address: an enrolled `agent_uid/camera_id` takes just that camera's.
  private func checkDevice() throws(DecodingFault) {
    guard let expected = camera.deviceID, let agent = group.agentUID else { return }
    let full = group.cameraID.map { "\(agent)/\($0)" }
    guard expected == agent || expected == full else {
      throw DecodingFault(.deviceMismatch, "`agent_uid` and `camera_id` name another device than the one whose key was sent")
    }
  }

  /// The best picture's time where it lies in the group's, else the group's start.
  private func instant() throws(DecodingFault) -> (instant: Date, text: String) {
    // The bound keeps later arithmetic on dates sound; it lies in the year 9999.
    guard (1...253_402_300_799_000).contains(group.epochStart) else {
      throw DecodingFault(.badTime, "`epoch_start` has to be milliseconds since 1970")
    }
    var milliseconds = group.epochStart
    // A vehicle is followed for seconds or minutes; an end beyond an hour is no reason to believe a picture's time.
    let end = min(max(group.epochEnd ?? group.epochStart, group.epochStart), group.epochStart + 3_600_000)
    if let best = group.bestEpoch, (group.epochStart - 1_000...end + 1_000).contains(best) { milliseconds = best }
    // Agents before version 2 wrote seconds.
    let seconds = milliseconds < 100_000_000_000 ? milliseconds : milliseconds / 1_000
    return (Date(timeIntervalSince1970: seconds), String(format: "%.0f", milliseconds))
  }

  /// An alert repeats a group that was sent before, so both have the same key. A `vehicle` message is another finding.
  private func vendorKey() throws(DecodingFault) -> String {
    let family = group.dataType == "vehicle" ? "vehicle" : "group"
    if let uuid = group.bestUUID, !uuid.isEmpty, uuid.utf8.count <= 256 { return "\(family)|\(uuid)" }
    let camera = group.cameraID.map { "\($0)" } ?? ""
    return [family, group.agentUID ?? "", camera, String(format: "%.0f", group.epochStart), group.bestPlateNumber ?? ""].joined(separator: "|")
  }

  private var read: PlateRead? {
    let best = group.bestPlate
    let others = (best?.candidates ?? group.candidates ?? []).prefix(BodyLimits.candidates)
    return .camera(
      best?.plate ?? group.bestPlateNumber, confidence: (best?.confidence ?? group.bestConfidence ?? 0) / 100,
      region: PlateRead.region(group.bestRegion ?? best?.region) ?? PlateRead.region(group.country),
      others: others.map { ($0.plate, $0.confidence / 100) }, box: plateBox)
  }

  private var plateBox: Box? {
    guard let corners = group.bestPlate?.coordinates, let left = corners.map(\.x).min(), let right = corners.map(\.x).max(),
      let top = corners.map(\.y).min(), let bottom = corners.map(\.y).max()
    else { return nil }
    return box(x: left, y: top, width: right - left, height: bottom - top)
  }

  private func box(x: Double, y: Double, width: Double, height: Double) -> Box? {
    guard let across = group.imageWidth, let down = group.imageHeight, across > 0, down > 0 else { return nil }
    let box = Box(x: x / across, y: y / down, width: width / across, height: height / down)
    return box.isInPicture ? box : nil
  }

  /// `travel_direction` is an angle in the picture and says nothing of the road. A vehicle that grows in the picture comes nearer.
  private var direction: Capture.Direction {
    guard let first = group.vehiclePath?.first, let last = group.vehiclePath?.last else { return .unknown }
    let (before, after) = (first.w * first.h, last.w * last.h)
    guard before > 0, after > 0 else { return .unknown }
    if after > before * 1.2 { return .approach }
    return before > after * 1.2 ? .recede : .unknown
  }

  private var vehicle: Vehicle {
    let make = best(group.vehicle?.make)
    var model = best(group.vehicle?.makeModel)
    if let make, let full = model, full.hasPrefix("\(make)_") { model = String(full.dropFirst(make.count + 1)) }
    return Vehicle(
      kind: Self.kind(ofBody: best(group.vehicle?.bodyType)), make: make, model: model, colour: best(group.vehicle?.color),
      box: group.bestPlate?.vehicleRegion.flatMap { box(x: $0.x, y: $0.y, width: $0.width, height: $0.height) })
  }

  private func best(_ guesses: [OpenALPRGroup.Described.Guess]?) -> String? {
    VendorWords.meaningful(guesses?.max { $0.confidence < $1.confidence }?.name)
  }

  private static func kind(ofBody body: String?) -> Vehicle.Class {
    guard let family = body?.split(separator: "-").first else { return .unknown }
    switch family {
    case "suv", "sedan", "convertible", "coupe", "hatchback", "wagon", "crossover", "antique": return .car
    case "van": return .van
    case "truck", "tractor": return .truck
    case "bus": return .bus
    case "motorcycle": return .motorcycle
    case "trailer": return .trailer
    case "missing": return .unknown
    default: return .other
    }
  }

  /// A fixed camera stands where it was enrolled; the agent's own position is often a default.
  private var coordinate: Coordinate? {
    guard camera.isMobile, let latitude = group.latitude, let longitude = group.longitude, latitude != 0 || longitude != 0 else { return nil }
    return Coordinate(latitude: latitude, longitude: longitude)
  }

  private func media() throws(DecodingFault) -> [Medium] {
    let fields: [(name: String, kind: Medium.Kind, bytes: Data?)] = [
      ("overview_jpeg", .scene, group.overview), ("vehicle_crop_jpeg", .vehicle, group.vehicleCrop),
      ("plate_crop_jpeg", .plate, group.bestPlate?.crop),
    ]
    var media: [Medium] = []
    for field in fields {
      guard let bytes = field.bytes, !bytes.isEmpty else { continue }
      media.append(try .checked(bytes, kind: field.kind, what: "`\(field.name)`", name: field.name))
    }
    return media
  }
}
