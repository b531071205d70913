import Foundation
import Traffic

/// When, where and by which device the vehicle was captured.
struct CaptureFacts: Sendable {
  var capturedDay: String
  var capturedTime: String
  var zoneLabel: String
  var capturedUTC: String
  var errorBoundLabel: String?
  var receivedLabel: String
  var cameraID: String
  var cameraName: String
  var cameraHref: String
  var siteName: String
  var district: String
  var laneLabel: String?
  var directionLabel: String?
  var speedLabel: String?
  var signalLabel: String?
  var stopLineLabel: String?
  var calibrationLabel: String?
  var isCalibrationExpired: Bool
  var rawSHA256: String
  /// By which key the camera signed the capture.
  var signatureLabel: String?

  init(_ file: Case, surroundings: Surroundings) {
    let pass = file.pass
    let clock = surroundings.clock(at: pass.site)
    let camera = surroundings.camera(pass.camera)
    capturedDay = clock.day(pass.capturedAt)
    capturedTime = clock.exactTime(pass.capturedAt)
    zoneLabel = clock.zoneLabel(pass.capturedAt)
    capturedUTC = SiteClock.iso(pass.capturedAt)
    errorBoundLabel = pass.errorBoundMilliseconds.map { "± \($0) ms" }
    receivedLabel = Self.received(pass, clock)
    cameraID = pass.camera.rawValue
    cameraName = camera?.name ?? pass.camera.rawValue
    cameraHref = "/cameras?camera=\(pass.camera)"
    siteName = surroundings.siteName(pass.site)
    district = surroundings.district(pass.site)
    laneLabel = pass.lane.map(String.init)
    directionLabel = pass.direction.label
    speedLabel = pass.speedKmh.map { "\(Wording.decimal($0, places: 1)) km/h" }
    signalLabel = pass.signal.map { Self.signal($0, clock) }
    stopLineLabel = pass.stopLineCrossedAt.map(clock.exactTime)
    calibrationLabel = camera?.calibration.map { "\($0.certificate), valid until \(clock.day($0.validUntil))" }
    isCalibrationExpired = camera?.calibration.map { $0.validUntil < pass.capturedAt } ?? false
    rawSHA256 = pass.rawSHA256
    signatureLabel = file.evidence.signature.map { "Ed25519 key \($0.key.hex.prefix(16))…, checked on arrival" }
  }

  private static func received(_ pass: Pass, _ clock: SiteClock) -> String {
    let delay = pass.receivedAt.timeIntervalSince(pass.capturedAt)
    let distance = abs(delay) < 60 ? "\(Wording.decimal(abs(delay), places: 1)) s" : Wording.span(abs(delay))
    return "\(clock.exactTime(pass.receivedAt)) (\(distance) \(delay < 0 ? "before" : "later"))"
  }

  /// `red since 14:15:29.177, amber 3.0 s`
  private static func signal(_ signal: SignalState, _ clock: SiteClock) -> String {
    let amber = signal.amberMilliseconds.map { ", amber \(Wording.decimal(Double($0) / 1000, places: 1)) s" } ?? ""
    return "\(signal.colour.rawValue) since \(clock.exactTime(signal.since))" + amber
  }
}
