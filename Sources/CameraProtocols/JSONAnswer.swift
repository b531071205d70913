import Foundation

/// Answers in JSON, for Gantry's own dialect and for Rekor's agents.
enum JSONAnswer {
  private struct Failure: Encodable {
    struct Cause: Encodable {
      var code: String
      var message: String
      /// Under which the body is kept in the queue of unparsed requests.
      var reference: String?
    }
    var error: Cause
  }

  static func receipts(_ receipts: [Receipt], status: Int) -> CameraAnswer {
    // Written by hand, because an encoder takes longer for it than everything else that is done for an answer. None of its values, a UUID,
    // hexadecimal digits and a flag, has a character that would have to be escaped.
    let written = receipts.map { #"{"isRepeat":\#($0.isRepeat),"pass":"\#($0.pass)","sha256":"\#($0.sha256)"}"# }
    return CameraAnswer(status: status, contentType: "application/json", body: Data(#"{"receipts":[\#(written.joined(separator: ","))]}"#.utf8))
  }

  static func fault(_ fault: DecodingFault, reference: String, status: Int) -> CameraAnswer {
    answer(Failure(error: .init(code: fault.code.rawValue, message: fault.message, reference: reference)), status: status)
  }

  static func refusal(_ refusal: Refusal) -> CameraAnswer {
    answer(Failure(error: .init(code: refusal.code, message: refusal.message)), status: refusal.status)
  }

  static let unavailable = answer(
    Failure(error: .init(code: "unavailable", message: "the capture could not be stored; send it again")), status: 503)

  private static func answer(_ value: some Encodable, status: Int) -> CameraAnswer {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Plain texts, numbers and flags always encode; were that ever to fail, the status alone still tells the device what to do.
    guard let body = try? encoder.encode(value) else { return CameraAnswer(status: status) }
    return CameraAnswer(status: status, contentType: "application/json", body: body)
  }
}
