import Foundation
import Recognition
import Traffic

extension ReadAnswer {
  /// When and how a vehicle passed through a video. Seconds are since the video's start.
  struct Passage: Encodable {
    var direction: Capture.Direction
    var firstSeconds: Double
    var lastSeconds: Double
    var frames: Int
    /// Of streams: when the plate was seen best.
    var at: Date?
    /// `red-light`, with when the stop line was crossed, and since when the lamp was red where its beginning was seen.
    var violation: ViolationKind?
    var crossedSeconds: Double?
    var redSinceSeconds: Double?
    var files: ReadEvidence.Files?

    /// For a person.
    var line: String {
      let time = String(format: "%.1f–%.1f s", firstSeconds, lastSeconds)
      var line = "\(time)  \(direction.rawValue)  \(frames) frame\(frames == 1 ? "" : "s")"
      if let crossedSeconds {
        line += String(format: "  RED LIGHT at %.2f s", crossedSeconds)
        line += redSinceSeconds.map { String(format: ", red for %.2f s", crossedSeconds - $0) } ?? ", red from the beginning"
      }
      return line
    }
  }

  /// - Parameter error: why the video could not be read, or not to its end; then plates are those that were seen before.
  init(file: String, milliseconds: Double? = nil, plates: [Plate], error: String? = nil) {
    self.file = file
    self.error = error
    guard error == nil || !plates.isEmpty else { return }
    self.milliseconds = milliseconds.map { Self.rounded($0, 100) }
    self.plates = plates
  }
}

extension ReadAnswer.Plate {
  /// - Parameter files: names of the evidence, where some was written.
  init(_ sighting: Sighting, isLive: Bool = false, files: ReadEvidence.Files?) {
    self.init(sighting.plate, pixelWidth: sighting.best.pixelWidth, pixelHeight: sighting.best.pixelHeight)
    func seconds(_ offset: Duration) -> Double { ReadAnswer.rounded(offset / .seconds(1), 1_000) }
    passage = ReadAnswer.Passage(
      direction: sighting.direction, firstSeconds: seconds(sighting.firstSeen), lastSeconds: seconds(sighting.lastSeen), frames: sighting.frameCount,
      at: isLive ? sighting.best.arrivedAt : nil, violation: sighting.crossing == nil ? nil : .redLight,
      crossedSeconds: sighting.crossing.map { seconds($0.at) }, redSinceSeconds: sighting.crossing?.redSince.map { seconds($0) }, files: files)
  }

  /// A vehicle seen in three frames is as sure as it gets; one seen for an instant comes later.
  static func isSurer(_ left: Self, _ right: Self) -> Bool {
    func worth(_ plate: Self) -> Double { plate.confidence * Double(min(plate.passage?.frames ?? 3, 3)) }
    return worth(left) > worth(right)
  }
}
