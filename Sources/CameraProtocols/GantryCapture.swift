import Foundation
import Traffic

/// The JSON object of Gantry's own interface, as it stands on the wire. Unknown fields are passed over, so that senders can be newer.
struct GantryCapture {
  var device = ""
  /// What it reports: `capture` where absent, or `heartbeat`.
  var event: Event?
  var id: String?
  var time = ""
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

  enum Event: String {
    case capture
    /// Nothing passed; the camera is alive.
    case heartbeat
  }

  struct PlateReading {
    struct Candidate {
      var text: String
      var confidence: Double
    }
    var text: String
    var confidence: Double?
    var region: String?
    var candidates: [Candidate]?
    var box: Box?
  }

  struct Described {
    var kind: String?
    var make: String?
    var model: String?
    var colour: String?
    var box: Box?
  }

  struct Position {
    var latitude: Double
    var longitude: Double
  }

  struct Signal {
    var group: String
    var colour: String
    var since: String
    var amberMilliseconds: Int?
  }

  struct Declared {
    var kind: String
    var code: String?
    var name: String?
  }

  struct Picture {
    var kind: String?
    var part: String?
    var base64: Data?
    var takenAt: String?
    var frame: Int?
  }
}
