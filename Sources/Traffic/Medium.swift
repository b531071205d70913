public import Foundation

/// A picture or clip as it arrived: original bytes, never re-encoded.
public struct Medium: Hashable, Sendable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case scene, plate, vehicle, composite, clip
  }

  public var kind: Kind
  /// `image/jpeg` or `video/mp4`, found from the first bytes and not from what the sender claims.
  public var mimeType: String
  public var bytes: Data
  /// When it was taken; `nil` means at the capture's time.
  public var takenAt: Date?
  /// The device's frame counter.
  public var frameNumber: Int?
  /// What the sender called it (part or file name), for matching boxes to pictures.
  public var name: String?
  /// Where these very bytes stand in the raw request body; `nil` where they were encoded there (base64). Lets the original be kept once.
  public var rawRange: Range<Int>?

  public init(
    kind: Kind, mimeType: String, bytes: Data, takenAt: Date? = nil, frameNumber: Int? = nil, name: String? = nil, rawRange: Range<Int>? = nil
  ) {
    self.kind = kind
    self.mimeType = mimeType
    self.bytes = bytes
    self.takenAt = takenAt
    self.frameNumber = frameNumber
    self.name = name
    self.rawRange = rawRange
  }
}
