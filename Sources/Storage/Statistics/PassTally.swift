public import Foundation
import Sealing
public import Traffic

/// What passed since it was last written down: counts by camera and hour, and when each camera was heard last. Kept in memory for a second or so,
/// because a transaction a pass would cost more than all else that is done with it.
public struct PassTally: Sendable {
  struct Place: Hashable, Sendable {
    var site: SiteID
    var camera: CameraID
    var hour: Int
  }

  struct Arrivals: Sendable {
    var count = 0
    var repeats = 0
    var lastReceivedAt = Date.distantPast
    var lastCapturedAt: Date?
    /// Of the pass that was captured last.
    var clockOffset: TimeInterval = 0
  }

  var passes: [Place: Int] = [:]
  var arrivals: [CameraID: Arrivals] = [:]

  public init() {}

  public var isEmpty: Bool { arrivals.isEmpty }

  /// Counts a pass that was kept, or would be kept if passes were.
  public mutating func add(_ pass: Pass) {
    passes[Place(site: pass.site, camera: pass.camera, hour: pass.capturedAt.hourSince1970), default: 0] += 1
    var known = arrivals[pass.camera] ?? Arrivals()
    known.count += 1
    known.lastReceivedAt = max(known.lastReceivedAt, pass.receivedAt)
    if pass.capturedAt >= known.lastCapturedAt ?? .distantPast {
      known.lastCapturedAt = pass.capturedAt
      known.clockOffset = pass.receivedAt.timeIntervalSince(pass.capturedAt)
    }
    arrivals[pass.camera] = known
  }

  /// Counts a capture that was sent again.
  public mutating func addRepeat(from camera: CameraID, at instant: Date) {
    var known = arrivals[camera] ?? Arrivals()
    known.repeats += 1
    known.lastReceivedAt = max(known.lastReceivedAt, instant)
    arrivals[camera] = known
  }

  /// Adds what another tally counted.
  public mutating func add(_ other: PassTally) {
    passes.merge(other.passes, uniquingKeysWith: +)
    arrivals.merge(other.arrivals) { mine, theirs in
      var (sum, other) = (mine, theirs)
      if mine.lastCapturedAt ?? .distantPast < theirs.lastCapturedAt ?? .distantPast { swap(&sum, &other) }
      sum.count += other.count
      sum.repeats += other.repeats
      sum.lastReceivedAt = max(sum.lastReceivedAt, other.lastReceivedAt)
      return sum
    }
  }
}
