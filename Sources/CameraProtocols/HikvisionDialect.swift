public import Foundation
public import Traffic

/// Hikvision cameras and recorders that push ISAPI alerts: an `EventNotificationAlert` in XML, alone or in a multipart body with pictures.
public struct HikvisionDialect: CameraDialect {
  public init() {}

  /// Alerts that are about one vehicle. A violation comes as one of these too, with its code inside.
  private static let vehicleEvents: Set<String> = ["anpr", "vehicledetection", "tfs"]

  public func decode(_ request: CameraRequest, from camera: Camera, timeZone: TimeZone) throws(DecodingFault) -> DecodedRequest {
    guard request.body.count <= BodyLimits.bodyBytes else {
      throw DecodingFault(.tooLarge, "a body has at most \(BodyLimits.bodyBytes / 1_048_576) MiB")
    }
    let message = try HikvisionMessage(request)
    guard let document = message.alert else { return .ignored(try message.otherEvent()) }
    let alert = try XMLReading.root(of: document)
    guard alert.child("ANPR") != nil else { return .ignored(try Self.nameOfOther(alert)) }
    return .captures([
      try HikvisionReading(alert: alert, pictures: message.pictures, camera: camera, timeZone: timeZone, receivedAt: request.receivedAt).capture()
    ])
  }

  /// Heartbeats, motion and the like come to the same address. A vehicle event without its vehicle is not one of them.
  private static func nameOfOther(_ alert: XMLElement) throws(DecodingFault) -> String {
    guard let event = alert.value("eventType") else { throw DecodingFault(.missingField, "`eventType` is missing") }
    guard !vehicleEvents.contains(event.lowercased()) else { throw DecodingFault(.missingField, "the alert has no `ANPR` element") }
    return VendorWords.counterName(event)
  }

  /// Devices take 200 with an empty body for success and look at nothing else. Content that is not understood is kept, so it is a success.
  public func answer(_ outcome: IntakeOutcome) -> CameraAnswer {
    switch outcome {
    case .accepted, .ignored, .quarantined: CameraAnswer(status: 200)
    case .unavailable: CameraAnswer(status: 503)
    case .refused(let refusal): CameraAnswer(status: refusal.status)
    }
  }
}
