public import Foundation

/// A camera's own word for a capture: a signature over the body as it arrived, which is kept, so that anyone can check it again.
public struct CaptureSignature: Hashable, Sendable, Codable {
  /// The camera's Ed25519 key (RFC 8032), 32 bytes, as it was pinned when the capture arrived.
  public var key: Data
  /// 64 bytes.
  public var signature: Data

  public init(key: Data, signature: Data) {
    self.key = key
    self.signature = signature
  }
}
