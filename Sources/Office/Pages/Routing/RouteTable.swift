import Hummingbird
import WebReception

/// Every address of the office in one value, so that a test can walk it as a stranger and as each role.
struct RouteTable: Sendable {
  let routes: [Route]

  init(_ parts: [[Route]]) { routes = parts.flatMap(\.self) }

  /// Which methods each address takes.
  var methods: MethodTable { MethodTable(routes.map { ($0.method, $0.path) }) }

  /// Puts every route into the router, behind its gate.
  func install(in router: Router<OfficeRequestContext>, office: OfficeDesk) {
    for route in routes {
      router.on(RouterPath(route.path), method: route.method) { request, context in
        try await Passage(route, Visit(request: request, context: context, office: office, route: route)).answer()
      }
    }
  }
}
