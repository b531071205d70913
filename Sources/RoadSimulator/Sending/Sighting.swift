import Foundation
import Traffic

/// What a camera device tells about one vehicle, before it is put into the words of its protocol.
struct Sighting: Sendable {
  /// A picture or clip that goes along.
  struct Picture: Sendable {
    /// Name of its part in the message, such as `scene1`.
    var name: String
    var kind: Medium.Kind
    var bytes: Data
    var takenAt: Date
    var frame: Int
    var mimeType: String { kind == .clip ? "video/mp4" : "image/jpeg" }
    var fileName: String { name + (kind == .clip ? ".mp4" : ".jpg") }
  }

  var camera: Camera
  var zone: TimeZone
  /// The device's own key, for telling a repeat.
  var id: String
  var at: Date
  var read: DeviceRead?
  var plateBox: Box?
  var lane: Int?
  var direction: Capture.Direction
  var headingDegrees: Double?
  var speedKmh: Double?
  var model: VehicleModel?
  var paint: Paint?
  var vehicleBox: Box?
  var coordinate: Coordinate?
  var signal: SignalState?
  var stopLineCrossedAt: Date?
  var violation: ViolationKind?
  var pictures: [Picture] = []

  /// A time as the device writes it: local, with milliseconds and zone.
  func written(_ time: Date) -> String {
    time.formatted(
      Date.ISO8601FormatStyle(
        dateSeparator: .dash, dateTimeSeparator: .standard, timeSeparator: .colon, timeZoneSeparator: .colon, includingFractionalSeconds: true,
        timeZone: zone))
  }
}
