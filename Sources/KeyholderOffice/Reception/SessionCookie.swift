import HTTPTypes
import Hummingbird

/// The cookie that holds a session's token. A session cookie without a date: it goes when the browser is closed.
struct SessionCookie: Sendable {
  let name: String
  private let isSecure: Bool

  /// - Parameter address: with `https`, the cookie is bound to this host and to encrypted connections (`__Host-`, RFC 6265bis).
  init(address: String) {
    isSecure = address.lowercased().hasPrefix("https://")
    name = isSecure ? "__Host-keyholder" : "keyholder"
  }

  func token(in request: Request) -> String? {
    guard let value = request.cookies[name]?.value, !value.isEmpty else { return nil }
    return value
  }

  /// The header that hands a token to the browser.
  func handing(out token: String) -> String { "\(name)=\(token); \(attributes)" }

  /// The header that takes it back.
  var takingBack: String { "\(name)=; Max-Age=0; \(attributes)" }

  private var attributes: String { "Path=/; HttpOnly; SameSite=Strict" + (isSecure ? "; Secure" : "") }
}
