import Foundation
import Traffic

/// Gantry's own protocol: JSON, or multipart with a part `capture` where pictures go along.
struct GantryEncoder: Sendable {
  private struct Document: Encodable {
    struct Read: Encodable {
      struct Candidate: Encodable {
        var text: String
        var confidence: Double
      }
      var text: String
      var confidence: Double
      var region: String
      var candidates: [Candidate]
      var box: Box?
    }
    struct Seen: Encodable {
      var kind: Vehicle.Class
      var make: String
      var model: String
      var colour: String?
      var box: Box?
    }
    struct Signal: Encodable {
      var group: String
      var colour: SignalState.Colour
      var since: String
      var amberMilliseconds: Int?
    }
    struct Declared: Encodable { var kind: ViolationKind }
    struct Picture: Encodable {
      var kind: Medium.Kind
      var part: String
      var takenAt: String
      var frame: Int
    }

    var device: String
    var id: String
    var time: String
    var plate: Read?
    var lane: Int?
    var direction: Capture.Direction
    var headingDegrees: Double?
    var speedKmh: Double?
    var vehicle: Seen?
    var position: Coordinate?
    var signal: Signal?
    var stopLineCrossedAt: String?
    var violations: [Declared]?
    var pictures: [Picture]?
    var clockErrorBoundMilliseconds: Int
  }

  func encode(_ sighting: Sighting) throws(SimulatorError) -> EncodedCapture {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
    guard let json = try? encoder.encode(document(sighting)) else { throw .drawing("a capture that JSON cannot hold") }
    guard !sighting.pictures.isEmpty else { return EncodedCapture(path: "/v1/captures", contentType: "application/json", body: json) }
    var parts = MultipartWriter(boundary: "gantry-\(sighting.id)")
    parts.add(name: "capture", contentType: "application/json", json)
    for picture in sighting.pictures { parts.add(name: picture.name, fileName: picture.fileName, contentType: picture.mimeType, picture.bytes) }
    return EncodedCapture(path: "/v1/captures", contentType: parts.contentType, body: parts.finished())
  }

  private func document(_ sighting: Sighting) -> Document {
    Document(
      device: sighting.camera.id.rawValue, id: sighting.id, time: sighting.written(sighting.at),
      plate: sighting.read.map { read in
        Document.Read(
          text: read.text, confidence: read.confidence, region: read.region, candidates: read.candidates.map { .init(text: $0.text, confidence: $0.confidence) },
          box: sighting.plateBox)
      },
      lane: sighting.lane, direction: sighting.direction, headingDegrees: sighting.headingDegrees, speedKmh: sighting.speedKmh,
      vehicle: sighting.model.map { .init(kind: $0.kind, make: $0.make, model: $0.name, colour: sighting.paint?.rawValue, box: sighting.vehicleBox) },
      position: sighting.coordinate,
      signal: sighting.signal.map { .init(group: $0.group, colour: $0.colour, since: sighting.written($0.since), amberMilliseconds: $0.amberMilliseconds) },
      stopLineCrossedAt: sighting.stopLineCrossedAt.map(sighting.written), violations: sighting.violation.map { [.init(kind: $0)] },
      pictures: sighting.pictures.isEmpty
        ? nil : sighting.pictures.map { .init(kind: $0.kind, part: $0.name, takenAt: sighting.written($0.takenAt), frame: $0.frame) },
      clockErrorBoundMilliseconds: 20)
  }
}
