public import Foundation
public import Traffic

/// What is left to say of an epoch when its keys are gone: for the log's `epoch.closed`.
public struct EpochClosing: Hashable, Sendable {
  public let epoch: EpochContext
  /// How many passes were sealed, by camera.
  public let passes: [CameraID: Int]
  /// SHA-256 of each file the passes rest in, in order.
  public let segments: [Data]
  /// Length of those files together.
  public let byteCount: Int

  public init(epoch: EpochContext, passes: [CameraID: Int], segments: [Data], byteCount: Int) {
    self.epoch = epoch
    self.passes = passes
    self.segments = segments
    self.byteCount = byteCount
  }
}
