import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

extension Visit {
  /// The largest body that a script of ours may send.
  static let maximumJSONBytes = 8 << 20

  /// Reads a body that a script of ours sent.
  /// - Throws: ``PageFault/badForm(_:)`` where it is not the JSON that belongs here, ``PageFault/formTooLarge(limitBytes:)``.
  /// - Parameter limit: The most bytes that are read.
  func json<Body: Decodable>(_ type: Body.Type, upTo limit: Int = maximumJSONBytes) async throws -> Body {
    guard let header = request.headers[.contentType]?.lowercased(), header.hasPrefix("application/json") else {
      throw PageFault.badForm("The body must be sent as application/json.")
    }
    let body: ByteBuffer
    do {
      body = try await request.body.collect(upTo: limit)
    } catch is NIOTooManyBytesError {
      throw PageFault.formTooLarge(limitBytes: limit)
    }
    do {
      return try JSONDecoder.wire.decode(type, from: Data(body.readableBytesView))
    } catch {
      // What could not be read is not repeated: a plate may be in it.
      throw PageFault.badForm("The body is not the JSON that belongs here.")
    }
  }
}
