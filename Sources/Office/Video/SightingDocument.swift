import Foundation
import Recognition
import Traffic

/// A sighting as the JSON object of Gantry's own dialect (`Documentation/camera-api.md`).
struct SightingDocument: Encodable {
  /// By how much the times here may be off, in milliseconds: what camera, network and decoder hold back before a frame arrives, and how long a
  /// frame lasts. All times of one sighting are off by the same.
  private static let clockErrorBoundMilliseconds = 2000
  /// As many as the dialect takes.
  fileprivate static let mostCandidates = 32

  struct Read: Encodable {
    struct Candidate: Encodable {
      var text: String
      var confidence: Double
    }
    var text: String
    var confidence: Double
    var region: String?
    var candidates: [Candidate]
    var box: Box?
  }

  struct Signal: Encodable {
    var group: String
    var colour: SignalState.Colour
    var since: String
  }

  struct Picture: Encodable {
    var kind: Medium.Kind
    var part: String
    var takenAt: String?
  }

  var device: String
  var id: String
  var time: String
  var plate: Read
  var direction: Capture.Direction
  var signal: Signal?
  var stopLineCrossedAt: String?
  var clockErrorBoundMilliseconds = Self.clockErrorBoundMilliseconds
  var pictures: [Picture]

  /// - Parameter pictures: the parts of the form that hold stills and clip.
  init(_ sighting: Sighting, id: UUID, order: WatchOrder, pictures: [Picture]) {
    device = order.camera.rawValue
    self.id = id.uuidString.lowercased()
    time = Self.text(sighting.instant(of: sighting.moment))
    plate = Read(sighting.plate)
    direction = sighting.direction
    self.pictures = pictures
    guard let crossing = sighting.crossing else { return }
    stopLineCrossedAt = Self.text(sighting.instant(of: crossing.at))
    // A lamp that was red from the first frame on has been red for at least as long: in the driver's favour.
    signal = Signal(group: order.signalGroup, colour: .red, since: Self.text(sighting.instant(of: crossing.redSince ?? .zero)))
  }

  /// In UTC, with milliseconds.
  static func text(_ instant: Date) -> String { instant.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)) }
}

extension SightingDocument.Read {
  init(_ read: PlateRead) {
    text = read.plate.text
    confidence = read.confidence
    region = read.region
    candidates = read.candidates.prefix(SightingDocument.mostCandidates).map { .init(text: $0.plate.text, confidence: $0.confidence) }
    // A plate at the picture's edge may be taken to reach beyond it.
    box = read.box.flatMap { $0.isInPicture ? $0 : nil }
  }
}
