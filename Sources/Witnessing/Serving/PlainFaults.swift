import Foundation
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Answers whatever went wrong further in with a line of text. What was not foreseen is told to the log alone.
struct PlainFaults: RouterMiddleware {
  let logger: Logger

  func handle(
    _ request: Request, context: BasicRequestContext, next: (Request, BasicRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      return try await next(request, context)
    } catch is CancellationError {
      throw CancellationError()
    } catch is NIOTooManyBytesError {
      return Self.answer(.contentTooLarge)
    } catch let fault as any HTTPResponseError {
      return Self.answer(fault.status)
    } catch {
      logger.error("request failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
      return Self.answer(.internalServerError)
    }
  }

  private static func answer(_ status: HTTPResponse.Status) -> Response {
    .plain(Data("\(status.code) \(status.reasonPhrase)\n".utf8), status: status)
  }
}
