import CameraProtocols
import Foundation

/// What Gantry makes of a device clock. Small errors are flagged on the case; absurd ones are not taken for a time at all.
enum ClockCheck {
  /// A camera that was offline may deliver for this long (`sealing.md`: late uploads).
  static let longestDelay: TimeInterval = 48 * 3600
  /// A clock may run ahead by this much before the capture is taken for wrong.
  static let longestLead: TimeInterval = 5 * 60

  static func refuseAbsurd(_ capturedAt: Date, receivedAt: Date) throws(DecodingFault) {
    let delay = receivedAt.timeIntervalSince(capturedAt)
    if delay < -longestLead {
      throw DecodingFault(code: .clockOutOfBound, message: "the capture time lies \(Int(-delay)) s in the future; set the device's clock by NTP")
    }
    if delay > longestDelay {
      throw DecodingFault(code: .clockOutOfBound, message: "the capture time is \(Int(delay / 3600)) h old; at most 48 h are accepted")
    }
  }

  /// What the timeline of a case says of the clock; `nil` where it agrees with the server's.
  static func remark(capturedAt: Date, receivedAt: Date, tolerance: Duration) -> String? {
    let difference = receivedAt.timeIntervalSince(capturedAt)
    guard abs(difference) > tolerance.seconds else { return nil }
    return "capture time and arrival differ by \(Int(difference.rounded())) s"
  }
}
