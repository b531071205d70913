import Foundation
import HTTPTypes
import Hummingbird
import Keyholding
import NIOCore
import Sealing
import Traffic
import WebReception

/// One request at one route: who asks, for what, with which fields.
struct Visit: Sendable {
  /// Below it lies what programs ask.
  static let programPrefix = "/v1/"
  private static let maximumFormBytes = 16 << 10
  /// More fields than any form here has; the rest is not read.
  private static let maximumFields = 20

  let request: Request
  let context: KeyholderContext
  let desk: KeyholderDesk

  var keyholder: Keyholder { desk.open.keyholder }
  var now: Date { desk.now() }

  /// Who signed in.
  /// - Throws: ``PageFault/notSignedIn`` on a route whose gate lets strangers in.
  var judge: PersonName {
    get throws(PageFault) {
      guard let judge = context.judge else { throw .notSignedIn }
      return judge
    }
  }

  /// The request that the address names by its commitment, in hexadecimal digits.
  func commitment() throws(PageFault) -> Data {
    guard let bytes = Data(hexDigits: context.parameters.get("commitment") ?? ""), bytes.count == 32 else { throw .notFound("request") }
    return bytes
  }

  func day() throws(PageFault) -> UTCDay {
    guard let day = UTCDay(context.parameters.get("day") ?? "") else { throw .notFound("day") }
    return day
  }

  func form() async throws -> FormFields {
    guard let type = request.headers[.contentType]?.lowercased(), type.hasPrefix("application/x-www-form-urlencoded") else {
      throw PageFault.badForm("The form must be sent as application/x-www-form-urlencoded.")
    }
    return FormFields(urlEncoded: String(decoding: try await body(upTo: Self.maximumFormBytes), as: UTF8.self), most: Self.maximumFields)
  }

  /// The whole body. One that says that it is too large is refused before it is read.
  func body(upTo limit: Int) async throws -> Data {
    let said = request.headers[.contentLength].flatMap { Int($0) } ?? limit
    guard (0...limit).contains(said) else { throw PageFault.tooLarge(limitBytes: limit) }
    try await desk.crowd.reserve(said)
    let result = await Result<Data, any Error>.of { Data(try await request.body.collect(upTo: limit).readableBytesView) }
    await desk.crowd.release(said)
    do {
      return try result.get()
    } catch is NIOTooManyBytesError {
      throw PageFault.tooLarge(limitBytes: limit)
    }
  }
}

extension Result where Failure == any Error {
  /// What some work gave or threw.
  fileprivate static func of(_ work: () async throws -> Success) async -> Self {
    do {
      return .success(try await work())
    } catch {
      return .failure(error)
    }
  }
}
