import HTTPTypes
import Hummingbird

/// One address of a keyholder, with the gate before it.
struct Route: Sendable {
  let method: HTTPRequest.Method
  /// In the router's notation: `/requests/{commitment}`.
  let path: String
  let gate: Gate
  let handle: @Sendable (Visit) async throws -> Response

  static func get(_ path: String, _ gate: Gate, handle: @escaping @Sendable (Visit) async throws -> Response) -> Route {
    Route(method: .get, path: path, gate: gate, handle: handle)
  }

  static func post(_ path: String, _ gate: Gate, handle: @escaping @Sendable (Visit) async throws -> Response) -> Route {
    Route(method: .post, path: path, gate: gate, handle: handle)
  }

  /// Puts the route into a router, behind its gate.
  func install(in router: Router<KeyholderContext>, desk: KeyholderDesk) {
    router.on(RouterPath(path), method: method) { request, context in
      let visit = Visit(request: request, context: context, desk: desk)
      switch gate {
      case .open: break
      case .judge: guard context.judge != nil else { throw PageFault.notSignedIn }
      case .program: if method == .post { try await desk.crowd.admit(at: desk.now()) }
      }
      return try await handle(visit)
    }
  }
}
