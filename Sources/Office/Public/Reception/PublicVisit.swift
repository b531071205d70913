import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import WebReception

/// One request at one public route.
struct PublicVisit: Sendable {
  /// The largest form that is read: a statement of 4 000 characters, percent-encoded in whatever script it is written in.
  static let maximumFormBytes = 64 * 1024

  let request: Request
  let context: PublicRequestContext
  let desk: PublicDesk

  var query: FormFields { FormFields(urlEncoded: request.uri.query ?? "") }

  var now: Date { desk.parts.now() }

  /// Where the request comes from, as far as it can be known.
  var source: RequestSource { RequestSource(of: request, peer: context.peer, field: desk.parts.configuration.publicListener.clientField) }

  /// Reads the posted form.
  /// - Throws: ``PageFault`` for what is no form, or is too large for one.
  func form() async throws -> FormFields {
    guard let type = request.headers[.contentType]?.lowercased(), type.hasPrefix("application/x-www-form-urlencoded") else {
      throw PageFault.badForm("The form must be sent as application/x-www-form-urlencoded.")
    }
    do {
      return FormFields(urlEncoded: String(buffer: try await request.body.collect(upTo: Self.maximumFormBytes)))
    } catch is NIOTooManyBytesError {
      throw PageFault.formTooLarge(limitBytes: Self.maximumFormBytes)
    }
  }
}
