import Foundation
import Traffic

/// The `alpr_group` JSON of OpenALPR and Rekor Scout agents, version 3.
struct OpenALPREncoder: Sendable {
  private struct Group: Encodable {
    struct Candidate: Encodable {
      var plate: String
      var confidence: Double
      var matches_template: Int
    }
    struct Corner: Encodable {
      var x: Int
      var y: Int
    }
    struct BestPlate: Encodable {
      var plate: String
      var confidence: Double
      var region: String
      var region_confidence: Int
      var coordinates: [Corner]
      var candidates: [Candidate]
    }
    struct Guess: Encodable {
      var name: String
      var confidence: Double
    }
    struct Described: Encodable {
      var color: [Guess]
      var make: [Guess]
      var make_model: [Guess]
    }

    var data_type = "alpr_group"
    var version = 3
    var epoch_start: Int
    var epoch_end: Int
    var agent_uid: String
    var agent_type = "alprd"
    var camera_id = 1
    var country: String
    var uuids: [String]
    var best_uuid: String
    var best_uuid_epoch_ms: Int
    var best_image_width = PinholeCamera.width
    var best_image_height = PinholeCamera.height
    var best_plate_number: String
    var best_confidence: Double
    var best_region: String
    var best_plate: BestPlate
    var candidates: [Candidate]
    var travel_direction: Double
    var is_parked = false
    var is_preview = false
    var vehicle: Described?
    var overview_jpeg: String?
  }

  func encode(_ sighting: Sighting) throws(SimulatorError) -> EncodedCapture {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    guard let body = try? encoder.encode(group(sighting)) else { throw .drawing("a capture that JSON cannot hold") }
    return EncodedCapture(path: "/v1/openalpr/{key}", contentType: "application/json", body: body)
  }

  private func group(_ sighting: Sighting) -> Group {
    let milliseconds = Int((sighting.at.timeIntervalSince1970 * 1_000).rounded())
    let uuid = "\(sighting.camera.deviceID ?? "")-\(sighting.id)-\(milliseconds)"
    let region = (sighting.read?.region ?? "UZ").lowercased()
    let candidates = (sighting.read?.candidates ?? []).map { Group.Candidate(plate: $0.text, confidence: $0.confidence * 100, matches_template: 1) }
    let best = Group.BestPlate(
      plate: sighting.read?.text ?? "", confidence: (sighting.read?.confidence ?? 0) * 100, region: region, region_confidence: 90,
      coordinates: corners(sighting.plateBox), candidates: candidates)
    return Group(
      epoch_start: milliseconds - 1_400, epoch_end: milliseconds + 600, agent_uid: sighting.camera.deviceID ?? "", country: region, uuids: [uuid], best_uuid: uuid,
      best_uuid_epoch_ms: milliseconds, best_plate_number: best.plate, best_confidence: best.confidence, best_region: region, best_plate: best,
      candidates: candidates, travel_direction: sighting.direction == .approach ? 180 : 0, vehicle: described(sighting),
      overview_jpeg: sighting.pictures.first { $0.kind == .scene }?.bytes.base64EncodedString())
  }

  /// Corners in pixels, clockwise from the top left.
  private func corners(_ box: Box?) -> [Group.Corner] {
    guard let box else { return [] }
    let left = box.x * Double(PinholeCamera.width), right = left + box.width * Double(PinholeCamera.width)
    let top = box.y * Double(PinholeCamera.height), bottom = top + box.height * Double(PinholeCamera.height)
    return [(left, top), (right, top), (right, bottom), (left, bottom)].map { Group.Corner(x: Int($0.0), y: Int($0.1)) }
  }

  private func described(_ sighting: Sighting) -> Group.Described? {
    guard let model = sighting.model, let paint = sighting.paint else { return nil }
    let make = model.make.lowercased()
    let name = "\(make)_\(model.name.lowercased().replacingOccurrences(of: " ", with: "-"))"
    return Group.Described(
      color: [.init(name: paint.rawValue, confidence: 94)], make: [.init(name: make, confidence: 91)], make_model: [.init(name: name, confidence: 83)])
  }
}
