import Foundation
import Storage

/// Whether the cameras' clocks agree with the server's.
struct CameraClockExamination: Examination {
  static let name = "camera-clocks"
  /// A camera that was silent for longer tells nothing of its clock today.
  private static let recent: TimeInterval = 86_400

  let configuration: Configuration
  let store: Store
  let now: @Sendable () -> Date

  struct Facts: Sendable {
    /// Arrival less capture time of each camera that was heard lately, in milliseconds.
    var offsetsMilliseconds: [Int]
    var toleranceMilliseconds: Int
  }

  func facts() throws -> Facts {
    let since = now().addingTimeInterval(-Self.recent)
    let heard = try store.cameraHealth().values.filter { ($0.lastReceivedAt ?? .distantPast) >= since }
    return Facts(
      offsetsMilliseconds: heard.compactMap(\.clockOffsetMilliseconds), toleranceMilliseconds: Int(configuration.intake.clockTolerance.seconds * 1000))
  }

  func findings(_ facts: Facts) -> [Finding] {
    guard !facts.offsetsMilliseconds.isEmpty else { return [unknown("No camera was heard in the last day.")] }
    let wrong = facts.offsetsMilliseconds.count { abs($0) > facts.toleranceMilliseconds }
    let all = facts.offsetsMilliseconds.count
    guard wrong > 0 else { return [holds("The clocks of all \(all) cameras that were heard agree with the server's.")] }
    return [fails("The clocks of \(wrong) of \(all) cameras are off by more than \(facts.toleranceMilliseconds / 1000) s.", "The cameras page names them; set their NTP server.")]
  }
}
