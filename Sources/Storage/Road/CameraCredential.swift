public import Foundation
public import Traffic

/// What is known of how a camera proves itself, besides its pins.
public struct CameraCredential: Hashable, Sendable {
  public var camera: CameraID
  /// Until when the code that waits to be used counts; `nil` where none waits.
  public var codeEndsAt: Date?
  /// The Ed25519 key that its captures are signed with, 32 bytes; `nil` where they are not.
  public var signingKey: Data?
  /// Captures that were refused because their signature was missing or wrong, since it was enrolled.
  public var refusedSignatures: Int
  /// When the last of them came.
  public var refusedAt: Date?
}
