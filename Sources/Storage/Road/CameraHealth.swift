public import Foundation
public import Traffic

/// How one camera is doing, as far as its captures tell.
public struct CameraHealth: Hashable, Sendable {
  public var camera: CameraID
  /// When anything of it was last received.
  public var lastReceivedAt: Date?
  /// Capture time of the last pass that was settled.
  public var lastCapturedAt: Date?
  /// Arrival less capture time of that pass, in milliseconds: the way here plus the error of its clock.
  public var clockOffsetMilliseconds: Int?
  /// Captures accepted since it was enrolled.
  public var captures: Int
  /// Captures that it sent again.
  public var repeats: Int
  /// Bodies that could not be understood.
  public var unparsed: Int
}
