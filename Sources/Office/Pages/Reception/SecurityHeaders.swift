import HTTPTypes
import Hummingbird

/// Puts on every answer what keeps a browser from doing more with it than we mean.
struct SecurityHeaders: RouterMiddleware {
  private let fields: [(HTTPField.Name, String)]

  /// - Parameters:
  ///   - officeAddress: with `https`, browsers are told never to come without it.
  ///   - tiles: template of a map tile's address; its origin is allowed as a source of pictures.
  init(officeAddress: String, tiles: String?) {
    var wanted = [
      ("Content-Security-Policy", Self.policy(tiles: tiles)),
      ("X-Content-Type-Options", "nosniff"),
      ("Referrer-Policy", "no-referrer"),
      ("Cross-Origin-Opener-Policy", "same-origin"),
      ("Cross-Origin-Resource-Policy", "same-origin"),
      ("X-Frame-Options", "DENY"),
    ]
    if officeAddress.lowercased().hasPrefix("https://") { wanted.append(("Strict-Transport-Security", "max-age=63072000; includeSubDomains")) }
    fields = wanted.compactMap { name, value in HTTPField.Name(name).map { ($0, value) } }
  }

  func handle(
    _ request: Request, context: OfficeRequestContext, next: (Request, OfficeRequestContext) async throws -> Response
  ) async throws -> Response {
    var response = try await next(request, context)
    for (name, value) in fields { response.headers[name] = value }
    // Only what says otherwise of itself, the static files, may be kept by a browser.
    if response.headers[.cacheControl] == nil { response.headers[.cacheControl] = "no-store" }
    return response
  }

  static func policy(tiles: String?) -> String {
    let tileSource = tiles.flatMap(tileOrigin).map { " " + $0 } ?? ""
    return [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:\(tileSource)", "media-src 'self'",
      "connect-src 'self'", "font-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
    ].joined(separator: "; ")
  }

  /// The origin of a tile template, `{s}` standing for any subdomain.
  /// - Returns: `nil` for what is no http address, or would put words of its own into the policy.
  static func tileOrigin(_ template: String) -> String? {
    let origin = OriginCheck.origin(of: template).replacing("{s}", with: "*")
    guard origin.hasPrefix("https://") || origin.hasPrefix("http://") else { return nil }
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789.-:/*")
    return origin.allSatisfy(allowed.contains) ? origin : nil
  }
}
