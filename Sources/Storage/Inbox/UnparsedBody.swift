public import Foundation
public import Traffic

/// A body that could not be understood. Evidence may be in it, so a person looks at it before it goes.
public struct UnparsedBody: Hashable, Sendable, Identifiable {
  public var id: UUID
  /// `nil` where the sender is not known.
  public var camera: CameraID?
  public var receivedAt: Date
  public var contentType: String?
  /// What was wrong with it.
  public var reason: String
  /// Length of the body.
  public var byteCount: Int

  /// What is encrypted in the row.
  struct Note: Codable {
    var contentType: String?
    var reason: String
    var byteCount: Int
    var dismissal: Dismissal?
  }

  /// Who let it go, and why.
  struct Dismissal: Codable {
    var by: String
    var reason: String
    var at: Date
  }
}
