import Access
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Storage
import WebReception

/// One request at one route: who asks, for what, with which fields.
struct Visit: Sendable {
  /// The largest form that is read. The largest one we serve, a rejection with a note, has about 4 KiB.
  static let maximumFormBytes = 64 * 1024

  private(set) var request: Request
  let context: OfficeRequestContext
  let office: OfficeDesk
  /// The audit record of this visit; `nil` for a stranger.
  let trail: AuditTrail?

  init(request: Request, context: OfficeRequestContext, office: OfficeDesk, route: Route) {
    self.request = request
    self.context = context
    self.office = office
    trail = context.person.map { AuditTrail(AuditRecord(of: $0, at: route, request, context, office)) }
  }

  /// The same visit, whose body has been read and can be read again.
  func with(_ body: ByteBuffer) -> Visit {
    var copy = self
    copy.request.body = RequestBody(buffer: body)
    return copy
  }

  /// The person who asks.
  /// - Throws: ``PageFault/notSignedIn`` on a route whose gate lets strangers in.
  var person: Person {
    get throws(PageFault) {
      guard let person = context.person else { throw .notSignedIn }
      return person
    }
  }

  var query: FormFields { FormFields(urlEncoded: request.uri.query ?? "") }

  var now: Date { office.parts.now() }

  /// A part of the address as the route names it.
  /// - Parameter what: what people call the thing, for the message.
  func parameter(_ name: String, _ what: String) throws(PageFault) -> String {
    guard let raw = context.parameters.get(name), let text = raw.removingPercentEncoding else { throw .notFound(what) }
    return text
  }

  func uuid(_ name: String, _ what: String) throws(PageFault) -> UUID {
    guard let uuid = UUID(uuidString: try parameter(name, what)) else { throw .notFound(what) }
    return uuid
  }

  /// Reads the posted form.
  func form() async throws -> FormFields {
    guard let type = request.headers[.contentType]?.lowercased(), type.hasPrefix("application/x-www-form-urlencoded") else {
      throw PageFault.badForm("The form must be sent as application/x-www-form-urlencoded.")
    }
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: Self.maximumFormBytes)
    } catch is NIOTooManyBytesError {
      throw PageFault.formTooLarge(limitBytes: Self.maximumFormBytes)
    }
    return FormFields(urlEncoded: String(buffer: body))
  }
}
