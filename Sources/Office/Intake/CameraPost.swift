import Foundation
import Traffic

/// One request of a camera that was let in.
struct CameraPost: Sendable {
  var camera: Camera
  var contentType: String?
  var body: Data
  var receivedAt: Date
  /// The camera's own over the body, which was found right.
  var signature: CaptureSignature?
}
