public import Foundation
public import Traffic

/// OpenALPR and Rekor Scout agents: `alpr_group` (versions 1 to 3), `alpr_alert` and `vehicle` posts.
public struct OpenALPRDialect: CameraDialect {
  public init() {}

  public func decode(_ request: CameraRequest, from camera: Camera, timeZone: TimeZone) throws(DecodingFault) -> DecodedRequest {
    guard request.body.count <= BodyLimits.bodyBytes else {
      throw DecodingFault(.tooLarge, "a body has at most \(BodyLimits.bodyBytes / 1_048_576) MiB")
    }
    // Agents say application/json; proxies in front of some say text/plain or nothing, so only what is plainly something else is refused.
    let type = MIMEHeader(request.contentType ?? "").value
    guard !type.hasPrefix("multipart/"), !type.hasSuffix("xml"), !type.hasPrefix("image/") else {
      throw DecodingFault(.unsupportedType, "the content type has to be application/json")
    }
    let body = try JSONBody(request.body)
    let kind = try body.decode(OpenALPRKind.self).dataType
    switch kind {
    case "alpr_group", "vehicle": return try decode(body.decode(OpenALPRGroup.self), from: camera)
    case "alpr_alert": return try decode(body.decode(OpenALPRAlert.self).group, from: camera)
    default: return .ignored(VendorWords.counterName(kind))
    }
  }

  private func decode(_ group: OpenALPRGroup, from camera: Camera) throws(DecodingFault) -> DecodedRequest {
    // The same vehicle's final group follows, with better pictures.
    if group.isPreview == true { return .ignored("preview") }
    return .captures([try OpenALPRReading(group: group, camera: camera).capture()])
  }

  /// Agents queue on disk and send again until they hear any 2xx, so content that is not understood is acknowledged too: it is kept.
  public func answer(_ outcome: IntakeOutcome) -> CameraAnswer {
    switch outcome {
    case .accepted(let receipts): JSONAnswer.receipts(receipts, status: 200)
    case .ignored: JSONAnswer.receipts([], status: 200)
    case .quarantined(let fault, let reference): JSONAnswer.fault(fault, reference: reference, status: 200)
    case .unavailable: JSONAnswer.unavailable
    case .refused(let refusal): JSONAnswer.refusal(refusal)
    }
  }
}
