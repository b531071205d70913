import Foundation
import Traffic

/// A message of a camera, ready to be posted.
struct EncodedCapture: Sendable {
  /// Below the camera listener's address; `{key}` stands for the camera's key where the protocol carries it there.
  var path: String
  var contentType: String
  var body: Data

  /// The message for a sighting in its camera's own protocol.
  init(_ sighting: Sighting) throws(SimulatorError) {
    switch sighting.camera.dialect {
    case .gantry, .video: self = try GantryEncoder().encode(sighting)
    case .openalpr: self = try OpenALPREncoder().encode(sighting)
    case .hikvision: self = HikvisionEncoder().encode(sighting)
    }
  }

  init(path: String, contentType: String, body: Data) {
    self.path = path
    self.contentType = contentType
    self.body = body
  }
}
