import Foundation
import Traffic

/// The JSON object of Gantry's own interface, as it stands on the wire. Unknown fields are passed over, so that senders can be newer.
struct GantryCapture: Decodable {
  var device: String
  /// What it reports: `capture` where absent, or `heartbeat`.
  var event: Event?
  var id: String?
  var time: String
  var plate: PlateReading?
  var lane: Int?
  var direction: String?
  var headingDegrees: Double?
  var speedKmh: Double?
  var vehicle: Described?
  var position: Position?
  var signal: Signal?
  var stopLineCrossedAt: String?
  var violations: [Declared]?
  /// Short for ``violations`` with one kind.
  var violation: String?
  var pictures: [Picture]?
  var clockErrorBoundMilliseconds: Int?

  enum Event: String, Decodable {
    case capture
    /// Nothing passed; the camera is alive.
    case heartbeat
  }

  struct PlateReading: Decodable {
    struct Candidate: Decodable {
      var text: String
      var confidence: Double
    }
    var text: String
    var confidence: Double?
    var region: String?
    var candidates: [Candidate]?
    var box: Box?
  }

  struct Described: Decodable {
    var kind: String?
    var make: String?
    var model: String?
    var colour: String?
    var box: Box?
  }

  struct Position: Decodable {
    var latitude: Double
    var longitude: Double
  }

  struct Signal: Decodable {
    var group: String
    var colour: String
    var since: String
    var amberMilliseconds: Int?
  }

  struct Declared: Decodable {
    var kind: String
    var code: String?
    var name: String?
  }

  struct Picture: Decodable {
    var kind: String?
    var part: String?
    var base64: Data?
    var takenAt: String?
    var frame: Int?
  }
}
