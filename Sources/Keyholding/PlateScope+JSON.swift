import Sealing
import Traffic
import TransparencyLog

extension PlateScope {
  var json: CanonicalJSON { .object(["camera": .text(camera.rawValue), "hour": .number(Int(captureHour))]) }

  init(json: CanonicalJSON, of thing: String) throws(KeyholdingFault) {
    var fields = try CanonicalFields(json, of: thing)
    self.init(camera: try fields.name("camera", CameraID.self), captureHour: try fields.u32("hour"))
    try fields.finish()
  }
}
