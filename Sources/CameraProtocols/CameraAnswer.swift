public import Foundation

/// An HTTP answer in a vendor's dialect.
public struct CameraAnswer: Sendable, Hashable {
  public var status: Int
  /// `nil` where the body is empty.
  public var contentType: String?
  public var body: Data

  public init(status: Int, contentType: String? = nil, body: Data = Data()) {
    self.status = status
    self.contentType = contentType
    self.body = body
  }
}
