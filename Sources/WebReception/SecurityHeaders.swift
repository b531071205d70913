import HTTPTypes
package import Hummingbird

/// Puts on every answer what keeps a browser from doing more with it than we mean.
package struct SecurityHeaders<Context: RequestContext>: RouterMiddleware {
  private let fields: [(HTTPField.Name, String)]

  /// - Parameters:
  ///   - address: with `https`, browsers are told never to come without it.
  ///   - policy: the content security policy.
  package init(address: String, policy: String) {
    var wanted = [
      ("Content-Security-Policy", policy),
      ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("X-Frame-Options", "DENY"),
    ]
    if address.lowercased().hasPrefix("https://") { wanted.append(("Strict-Transport-Security", "max-age=63072000; includeSubDomains")) }
    fields = wanted.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
  }

  package func handle(_ request: Request, context: Context, next: (Request, Context) async throws -> Response) async throws -> Response {
    var response = try await next(request, context)
    for (name, value) in fields { response.headers[name] = value }
    // Only what says otherwise of itself, the static files, may be kept by a browser.
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }
}
