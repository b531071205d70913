import Foundation
import Storage
import Traffic

/// A camera with all that is known of how it does.
struct CameraStanding: Sendable {
  var camera: Camera
  var condition: CameraCondition
  var lastSeenAt: Date?
  /// Arrival less capture time of its last pass, in milliseconds.
  var clockOffsetMilliseconds: Int?
  var capturesToday: Int
  var violationsToday: Int

  init(_ camera: Camera, health: CameraHealth?, capturesToday: Int, violationsToday: Int, now: Date) {
    self.camera = camera
    condition = CameraCondition(camera, health: health, now: now)
    lastSeenAt = health?.lastReceivedAt
    clockOffsetMilliseconds = health?.clockOffsetMilliseconds
    self.capturesToday = capturesToday
    self.violationsToday = violationsToday
  }

  /// `4 s ago`; `nil` for a camera that was never heard of.
  func lastSeenLabel(now: Date) -> String? { lastSeenAt.map { Wording.ago($0, now: now) } }
}
