import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Response {
  /// An answer for a program.
  init(json value: some Encodable, status: HTTPResponse.Status = .ok) {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    // Only texts, numbers and lists of them are ever given here; those can be encoded.
    let body = (try? encoder.encode(value)) ?? Data("{}".utf8)
    self.init(status: status, headers: [.contentType: "application/json"], body: ResponseBody(byteBuffer: ByteBuffer(bytes: body)))
  }
}
