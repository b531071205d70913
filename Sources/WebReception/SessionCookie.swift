import HTTPTypes
package import Hummingbird

/// The cookie that holds a session's token. A session cookie without a date: it goes when the browser is closed.
package struct SessionCookie: Sendable {
  package let name: String
  private let isSecure: Bool

  /// - Parameters:
  ///   - name: of the program. Two on one machine share a browser's cookies, whatever their ports.
  ///   - address: with `https`, the cookie is bound to this host and to encrypted connections (`__Host-`, RFC 6265bis).
  package init(_ name: String, address: String) {
    isSecure = address.lowercased().hasPrefix("https://")
    self.name = isSecure ? "__Host-\(name)" : name
  }

  package func token(in request: Request) -> String? {
    guard let value = request.cookies[name]?.value, !value.isEmpty else { return nil }
    return value
  }

  /// The header that hands a token to the browser.
  package func handing(out token: String) -> String { "\(name)=\(token); \(attributes)" }

  /// The header that takes it back.
  package var takingBack: String { "\(name)=; Max-Age=0; \(attributes)" }

  private var attributes: String { "Path=/; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "") }
}
