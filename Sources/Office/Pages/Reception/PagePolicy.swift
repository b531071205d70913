import WebReception

/// The content security policy of the office's pages.
enum PagePolicy {
  /// - Parameter tiles: template of a map tile's address; its origin is allowed as a source of pictures.
  static func policy(tiles: String?) -> String {
    let tileSource = tiles.flatMap(tileOrigin).map { " " + $0 } ?? ""
    return [
      "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self' data: blob:\(tileSource)", "media-src 'self'",
      "connect-src 'self'", "font-src 'self'", "form-action 'self'", "base-uri 'none'", "frame-ancestors 'none'",
      // No text becomes markup; Web/static/js/trusted.js has the one policy.
      "require-trusted-types-for 'script'", "trusted-types default",
    ].joined(separator: "; ")
  }

  /// The origin of a tile template, `{s}` standing for any subdomain.
  /// - Returns: `nil` for what is no http address, or would put words of its own into the policy.
  static func tileOrigin(_ template: String) -> String? {
    let origin = RequestSender.origin(of: template).replacing("{s}", with: "*")
    guard origin.hasPrefix("https://") || origin.hasPrefix("http://") else { return nil }
    let allowed = Set("abcdefghijklmnopqrstuvwxyz0123456789.-:/*")
    return origin.allSatisfy(allowed.contains) ? origin : nil
  }
}
