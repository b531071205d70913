import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// `/.well-known/security.txt` (RFC 9116): whom to tell of a weakness. Not there where the configuration names nobody.
struct SecurityTextRoute: Sendable {
  static let path = "/.well-known/security.txt"

  var routes: [Route] {
    [
      .get(Self.path, .open, .nothing) { visit in
        try Self.answer(visit.office.parts.configuration, address: visit.office.parts.configuration.officeAddress, now: visit.now)
      }
    ]
  }

  var publicRoutes: [PublicRoute] {
    [
      PublicRoute(.get, Self.path) { visit in
        let configuration = visit.desk.parts.configuration
        return try Self.answer(configuration, address: configuration.publicPage.address, now: visit.now)
      }
    ]
  }

  private static func answer(_ configuration: Configuration, address: String, now: Date) throws(PageFault) -> Response {
    guard let text = SecurityText(configuration.security, address: address, now: now) else { throw .notFound("security contact") }
    return Response(
      status: .ok, headers: [.contentType: "text/plain; charset=utf-8"], body: ResponseBody(byteBuffer: ByteBuffer(string: text.text)))
  }
}
