public import Foundation
public import Traffic

/// One capture that was acknowledged and is not settled yet, with the raw body it came in.
public struct InboxEntry: Hashable, Sendable, Identifiable {
  public var id: PassID
  public var camera: CameraID
  public var receivedAt: Date
  /// Which capture of the body it is, from 0; bodies may hold several.
  public var captureIndex: Int
  public var contentType: String?
  /// Tells a repeat from a new capture, together with the camera.
  public var vendorKey: String
  /// SHA-256 of the body, lower-case hex.
  public var rawSHA256: String
  public var body: Data
  /// The camera's own word for the body, where it signs.
  public var signature: CaptureSignature?
  /// The object in which the body rests. Captures of one body, accepted together, share it.
  public internal(set) var object: UUID

  public init(
    id: PassID, camera: CameraID, receivedAt: Date, captureIndex: Int = 0, contentType: String?, vendorKey: String, rawSHA256: String, body: Data,
    signature: CaptureSignature? = nil
  ) {
    self.id = id
    self.camera = camera
    self.receivedAt = receivedAt
    self.captureIndex = captureIndex
    self.contentType = contentType
    self.vendorKey = vendorKey
    self.rawSHA256 = rawSHA256
    self.body = body
    self.signature = signature
    object = UUID()
  }

  /// What its receipt is found by.
  var vendorText: String { Self.vendorText(vendorKey, from: camera) }

  static func vendorText(_ vendorKey: String, from camera: CameraID) -> String { "\(camera)\u{0}\(vendorKey)" }

  /// What is encrypted in the row; camera and hour stand beside it in clear.
  struct Note: Codable {
    var captureIndex: Int
    var contentType: String?
    var vendorKey: String
    var rawSHA256: String
    /// To the millisecond; beside it in clear stands the hour. Missing in rows of former versions, where it stands in clear.
    var receivedAt: Date?
    /// Missing where the camera signs nothing.
    var signature: CaptureSignature?
  }
}
