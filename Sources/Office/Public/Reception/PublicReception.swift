import HTTPTypes
import Hummingbird
import Logging
import WebReception

/// Where every request to the public listener arrives: refuses forms from elsewhere, and answers whatever goes wrong further in.
struct PublicReception: RouterMiddleware {
  let desk: PublicDesk
  let origins: OriginCheck

  func handle(
    _ request: Request, context: PublicRequestContext, next: (Request, PublicRequestContext) async throws -> Response
  ) async throws -> Response {
    do {
      try origins.check(request)
      return try await next(request, context)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return answer(error, to: request, context)
    }
  }

  private func answer(_ error: any Error, to request: Request, _ context: PublicRequestContext) -> Response {
    let (status, message) = FaultAnswer.meaning(of: error)
    if status.code >= 500 {
      context.logger.error("public page failed", metadata: ["path": "\(request.uri.path)", "error": "\(error)"])
    }
    var response = desk.page(.publicFault, ErrorPage(status, message: message, reference: nil), title: ErrorPage.title(status), status: status)
    if status == .tooManyRequests { response.headers[.retryAfter] = "60" }
    if status == .serviceUnavailable { response.headers[.retryAfter] = "5" }
    return response
  }
}
