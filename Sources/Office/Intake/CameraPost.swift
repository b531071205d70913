import Foundation
import Traffic

/// One request of a camera that is known by its key.
struct CameraPost: Sendable {
  var camera: Camera
  var contentType: String?
  var body: Data
  var receivedAt: Date
}
