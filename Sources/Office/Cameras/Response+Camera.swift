import CameraProtocols
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
  /// A camera's answer in its own dialect.
  init(_ answer: CameraAnswer) {
    var headers = HTTPFields()
    if let type = answer.contentType { headers[.contentType] = type }
    if CameraRouter.asksToWait(answer.status) { headers[.retryAfter] = CameraRouter.retryAfterSeconds }
    self.init(status: .init(code: answer.status), headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: answer.body)))
  }

  /// A device's certificate.
  init(certificates answer: EnrolmentAnswer) throws(EnrolmentRefusal) {
    guard let response = try? Response(json: answer) else { throw .unavailable }
    self = response
    headers[.cacheControl] = "no-store"
  }

  init(_ refusal: EnrolmentRefusal) {
    let words = ["error": ["code": refusal.code, "message": refusal.message]]
    let body = (try? JSONEncoder.wire.encode(words)) ?? Data()
    self.init(
      status: .init(code: refusal.status), headers: [.contentType: "application/json"], body: .init(byteBuffer: ByteBuffer(bytes: body)))
    if CameraRouter.asksToWait(refusal.status) { headers[.retryAfter] = CameraRouter.retryAfterSeconds }
  }
}

extension CameraRouter {
  /// Whether a status says that the same would be right later.
  static func asksToWait(_ status: Int) -> Bool { status == 503 || status == 429 }
}
