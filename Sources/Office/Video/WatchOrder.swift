import Recognition
import Traffic

/// Everything that decides how one stream is watched. A change to any of it begins the watch anew; a change to anything else of the camera does not.
struct WatchOrder: Hashable, Sendable {
  var camera: CameraID
  /// Holds a password; describes itself without.
  var address: StreamAddress
  var region: String?
  var marks: VideoMarks?
  /// Names the lamp that is watched, where the camera's first lane says so.
  var signalGroup: String

  /// - Parameter address: the stream of the camera, which must be a video camera.
  init(_ camera: Camera, address: StreamAddress) {
    self.camera = camera.id
    self.address = address
    region = camera.region
    marks = camera.video?.marks
    signalGroup = camera.lanes.first?.signalGroup ?? "lamp"
  }
}
