/// The content security policy of the public pages: nothing from elsewhere, nothing inline, and forms come back here.
enum PublicPolicy {
  static let policy = [
    "default-src 'none'", "script-src 'self'", "style-src 'self'", "img-src 'self'", "connect-src 'self'", "form-action 'self'", "base-uri 'none'",
    "frame-ancestors 'none'", "require-trusted-types-for 'script'", "trusted-types default",
  ].joined(separator: "; ")
}
