import HTTPTypes
import Hummingbird

/// The cookie in which the browser keeps its attempt while somebody is at the provider. It comes along when the provider sends them back, which a
/// cookie with `SameSite=Strict` would not.
struct AgencyCookie: Sendable {
  private static let seconds = 600
  private let name: String
  private let isSecure: Bool

  /// - Parameter address: the office's own; with `https` the cookie is bound to this host (`__Host-`, RFC 6265bis).
  init(address: String) {
    isSecure = address.lowercased().hasPrefix("https://")
    name = isSecure ? "__Host-gantry-agency" : "gantry-agency"
  }

  func keepsake(in request: Request) -> String? { request.cookies[name]?.value }

  func handing(out keepsake: String) -> String { "\(name)=\(keepsake); Max-Age=\(Self.seconds); \(attributes)" }

  var takingBack: String { "\(name)=; Max-Age=0; \(attributes)" }

  private var attributes: String { "Path=/; HttpOnly; SameSite=Lax" + (isSecure ? "; Secure" : "") }
}
