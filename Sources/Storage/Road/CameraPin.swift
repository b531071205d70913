public import Access
public import Foundation
public import Traffic

/// A public key that a camera is known by.
public struct CameraPin: Hashable, Sendable {
  public var pin: KeyPin
  public var camera: CameraID
  /// When it stops counting: with its certificate, or a day after another one was made.
  public var endsAt: Date
  /// Whether the camera has come in with it. Until then the one before counts, too.
  public var isUsed: Bool

  public init(pin: KeyPin, camera: CameraID, endsAt: Date, isUsed: Bool) {
    self.pin = pin
    self.camera = camera
    self.endsAt = endsAt
    self.isUsed = isUsed
  }
}
