public import Foundation
public import Traffic

/// A certificate as it is handed to a camera.
public struct CameraCertificate: Sendable, Hashable {
  /// How long it is valid: a week, so that a stolen one is soon worth nothing even where nobody notices.
  public static let lifetime: TimeInterval = 7 * 86_400
  /// After which part of its lifetime it is to be renewed: that leaves two days for a line that is down.
  static let renewedAfter = 2.0 / 3

  public let camera: CameraID
  public let pin: KeyPin
  /// In PEM.
  public let pem: String
  public let notAfter: Date
  public let renewAfter: Date
}
