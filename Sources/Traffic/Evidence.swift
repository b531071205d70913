public import Foundation

/// The pictures and clips that prove a violation: where they rest and what their bytes must hash to.
public struct Evidence: Hashable, Sendable, Codable {
  public var items: [Item]
  /// The camera's own word for the capture, which was found right when it arrived; `nil` where the camera signs nothing.
  public var signature: CaptureSignature?

  public init(items: [Item] = [], signature: CaptureSignature? = nil) {
    self.items = items
    self.signature = signature
  }

  /// One original, byte for byte as it arrived.
  public struct Item: Hashable, Sendable, Codable, Identifiable {
    public var id: UUID
    /// The object in the object store that holds the bytes.
    public var object: UUID
    /// Which bytes of the object; `nil` means all of them.
    public var range: Range<Int>?
    public var kind: Medium.Kind
    public var mimeType: String
    public var byteCount: Int
    /// SHA-256 of the original bytes, lower-case hex.
    public var sha256: String
    public var takenAt: Date?
    public var frameNumber: Int?
    /// Width and height in pixels, where it is a picture that could be decoded.
    public var pixelWidth: Int?
    public var pixelHeight: Int?
    /// Where the offender's plate stands in it.
    public var plateBox: Box?

    public init(
      id: UUID = UUID(), object: UUID, range: Range<Int>? = nil, kind: Medium.Kind, mimeType: String, byteCount: Int, sha256: String, takenAt: Date? = nil, frameNumber: Int? = nil,
      pixelWidth: Int? = nil, pixelHeight: Int? = nil, plateBox: Box? = nil
    ) {
      self.id = id
      self.object = object
      self.range = range
      self.kind = kind
      self.mimeType = mimeType
      self.byteCount = byteCount
      self.sha256 = sha256
      self.takenAt = takenAt
      self.frameNumber = frameNumber
      self.pixelWidth = pixelWidth
      self.pixelHeight = pixelHeight
      self.plateBox = plateBox
    }
  }
}
