import Access
import Hummingbird
import WebReception

/// Where every request arrives: recognises who comes, refuses forms from elsewhere, and answers whatever goes wrong further in.
struct Reception: RouterMiddleware {
  let office: OfficeDesk
  let origins: OriginCheck
  let methods: MethodTable

  func handle(
    _ request: Request, context: OfficeRequestContext, next: (Request, OfficeRequestContext) async throws -> Response
  ) async throws -> Response {
    var context = context
    context.source = RequestSource(of: request, peer: context.peer, field: office.parts.configuration.office.clientField)
    do {
      context.person = try await person(behind: request)
      try origins.check(request)
      return try await next(request, context)
    } catch is CancellationError {
      throw CancellationError()
    } catch let error as HTTPError where error.status == .notFound {
      // The router knows no route for it: either there is no such address, or it takes other methods.
      let allowed = methods.allowed(at: request.uri.path)
      let fault: any Error = allowed.map(PageFault.methodNotAllowed) ?? error
      return await FaultAnswer(office: office, request: request, context: context).answer(fault)
    } catch {
      return await FaultAnswer(office: office, request: request, context: context).answer(error)
    }
  }

  private func person(behind request: Request) async throws -> Person? {
    // Static files are the same for everyone; asking who wants them would cost a look-up for each.
    guard !request.uri.path.hasPrefix("/static/"), let token = office.cookie.token(in: request) else { return nil }
    let now = office.parts.now()
    guard let person = try await office.parts.frontDoor.person(forSession: token, now: now) else { return nil }
    office.attendance.note(person.id, at: now)
    return person
  }
}
