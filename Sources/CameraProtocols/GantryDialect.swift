public import Foundation
public import Traffic

/// Gantry's own interface (`Documentation/camera-api.md`): one JSON object a vehicle, alone or as part `capture` of a form with its pictures.
public struct GantryDialect: CameraDialect {
  public init() {}

  public func decode(_ request: CameraRequest, from camera: Camera, timeZone: TimeZone) throws(DecodingFault) -> DecodedRequest {
    guard request.body.count <= BodyLimits.bodyBytes else {
      throw DecodingFault(.tooLarge, "a body has at most \(BodyLimits.bodyBytes / 1_048_576) MiB")
    }
    let header = MIMEHeader(request.contentType ?? "")
    switch header.value {
    case "multipart/form-data":
      return .captures([try decode(MultipartBody(request.body, header: header), from: camera)])
    case "application/json", "":
      let document = try JSONBody(request.body).read { (json) throws(JSONFault) in try GantryCapture(&json) }
      if document.event == .heartbeat { return .ignored("heartbeat") }
      return .captures([try GantryCaptureReading(document, parts: [], camera: camera).capture()])
    default:
      throw DecodingFault(.unsupportedType, "the content type has to be application/json or multipart/form-data")
    }
  }

  private func decode(_ body: MultipartBody, from camera: Camera) throws(DecodingFault) -> Capture {
    let documents = body.parts.filter { $0.name == "capture" }
    guard let document = documents.first else { throw DecodingFault(.missingPart, "the form has no part named `capture`") }
    guard documents.count == 1 else { throw DecodingFault(.duplicatePart, "the form has more than one part named `capture`") }
    let parts = body.parts.filter { $0.name != "capture" }
    let wire = try JSONBody(document.content).read { (json) throws(JSONFault) in try GantryCapture(&json) }
    return try GantryCaptureReading(wire, parts: parts, camera: camera).capture()
  }

  public func answer(_ outcome: IntakeOutcome) -> CameraAnswer {
    switch outcome {
    case .accepted(let receipts): JSONAnswer.receipts(receipts, status: receipts.allSatisfy(\.isRepeat) ? 200 : 201)
    case .ignored: JSONAnswer.receipts([], status: 200)
    // Whoever wrote the sender wants to know; the body is kept all the same, so sending it again is of no use.
    case .quarantined(let fault, let reference): JSONAnswer.fault(fault, reference: reference, status: 422)
    case .unavailable: JSONAnswer.unavailable
    case .refused(let refusal): JSONAnswer.refusal(refusal)
    }
  }
}
