import Hummingbird
import WebReception

/// Where every request arrives: recognises who comes, refuses forms from elsewhere, and answers whatever goes wrong further in.
struct Reception: RouterMiddleware {
  let desk: KeyholderDesk
  let origins: OriginCheck

  func handle(
    _ request: Request, context: KeyholderContext, next: (Request, KeyholderContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    do {
      if let token = desk.cookie.token(in: request) { context.judge = await desk.sessions.judge(behind: token, at: desk.now()) }
      try origins.check(request)
      return try await next(request, context)
    } catch is CancellationError {
      throw CancellationError()
    } catch {
      return FaultAnswer(desk: desk, request: request, context: context).answer(error)
    }
  }
}
