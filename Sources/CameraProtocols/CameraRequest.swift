public import Foundation

/// What arrived at a camera's door.
public struct CameraRequest: Sendable {
  /// The `Content-Type` header, parameters included.
  public var contentType: String?
  /// The body, byte for byte. Its indices start at 0, so that ``Medium/rawRange`` can point into it.
  public var body: Data
  public var receivedAt: Date

  public init(contentType: String?, body: Data, receivedAt: Date) {
    self.contentType = contentType
    self.body = body.startIndex == 0 ? body : Data(Array(body))
    self.receivedAt = receivedAt
  }
}
