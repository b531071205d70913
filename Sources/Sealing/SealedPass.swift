public import Foundation
public import Traffic

/// A pass as it rests: which camera, which hour, and a body that only its key opens. Plate, exact time and speed are inside the body alone.
public struct SealedPass: Hashable, Sendable, Identifiable {
  public var id: PassID
  public var camera: CameraID
  /// Hours since 1970-01-01T00:00Z of the capture.
  public var hour: Int
  public var body: Data

  public init(id: PassID, camera: CameraID, hour: Int, body: Data) {
    self.id = id
    self.camera = camera
    self.hour = hour
    self.body = body
  }
}
