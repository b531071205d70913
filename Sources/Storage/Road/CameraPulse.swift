import Foundation

/// When a camera was heard last, to the second: in memory only.
struct CameraPulse: Sendable {
  private var lastReceivedAt: Date?
  private var lastCapturedAt: Date?

  mutating func received(at instant: Date) { lastReceivedAt = max(lastReceivedAt ?? instant, instant) }
  mutating func captured(at instant: Date) { lastCapturedAt = max(lastCapturedAt ?? instant, instant) }

  /// What is known from the disk, made exact.
  func applied(to health: CameraHealth) -> CameraHealth {
    var health = health
    health.lastReceivedAt = [health.lastReceivedAt, lastReceivedAt].compactMap(\.self).max()
    health.lastCapturedAt = [health.lastCapturedAt, lastCapturedAt].compactMap(\.self).max()
    return health
  }
}
