import Foundation
import Storage
import Traffic

/// How a camera is doing, by when anything of it was last received.
enum CameraCondition: String, Sendable, CaseIterable {
  /// Heard of within five minutes.
  case ok
  /// Heard of within fifteen minutes.
  case late
  case silent
  /// Switched off by an administrator.
  case off

  private static let lateAfter: TimeInterval = 5 * 60
  private static let silentAfter: TimeInterval = 15 * 60

  init(_ camera: Camera, health: CameraHealth?, now: Date) {
    guard camera.isEnabled else {
      self = .off
      return
    }
    guard let seen = health?.lastReceivedAt else {
      self = .silent
      return
    }
    let age = now.timeIntervalSince(seen)
    self = age <= Self.lateAfter ? .ok : age <= Self.silentAfter ? .late : .silent
  }

  var label: String {
    switch self {
    case .ok: "Working"
    case .late: "Late"
    case .silent: "Silent"
    case .off: "Off"
    }
  }
}
