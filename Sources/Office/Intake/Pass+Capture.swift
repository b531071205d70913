import Foundation
import Traffic

extension Pass {
  /// A pass as its capture tells it. Only a camera that is marked as reading is believed to have read.
  init(id: PassID = PassID(), capture: Capture, camera: Camera, receivedAt: Date, rawSHA256: String) {
    self.init(
      id: id, camera: camera.id, site: camera.site, capturedAt: capture.capturedAt, receivedAt: receivedAt,
      errorBoundMilliseconds: capture.clockErrorBoundMilliseconds, deviceTimeText: capture.deviceTimeText, lane: capture.lane,
      direction: capture.direction, headingDegrees: capture.headingDegrees ?? camera.headingDegrees, speedKmh: capture.speedKmh,
      reads: camera.readsPlates ? capture.read.map { [$0] } ?? [] : [], vehicle: capture.vehicle,
      coordinate: camera.isMobile ? capture.coordinate ?? camera.coordinate : camera.coordinate, signal: capture.signal,
      stopLineCrossedAt: capture.stopLineCrossedAt, declarations: capture.declarations, rawSHA256: rawSHA256)
  }

  /// The pass as it is sealed: under an ID of its own, because the one in inbox, receipt and case would tie the row to them, and with them to a time
  /// or a plate.
  var underItsOwnID: Pass {
    var pass = self
    pass.id = PassID()
    return pass
  }
}
