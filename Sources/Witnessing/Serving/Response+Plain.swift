import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
  static func plain(_ text: Data, status: HTTPResponse.Status = .ok) -> Response {
    Response(
      status: status, headers: [.contentType: "text/plain; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: text)))
  }
}
