import Access
import Foundation

extension SafetyReview {
  /// What a listener needs that other machines can reach: TLS, a list of who may come, and somebody who looks after it.
  var exposure: [UnsafeState] {
    exposed.flatMap { name, listener in encryption(name, listener) + allowlist(name, listener) } + keepers
  }

  private func encryption(_ name: String, _ listener: Configuration.Listener) -> [UnsafeState] {
    guard listener.tls == nil else { return [] }
    return [
      UnsafeState(
        "listen.\(name).tls", "\(listener.host) can be reached by other machines, and nothing is encrypted there.",
        "Make a certificate with `gantry tls init` and name its files here, or listen on 127.0.0.1 behind a proxy on this machine.")
    ]
  }

  private func allowlist(_ name: String, _ listener: Configuration.Listener) -> [UnsafeState] {
    let key = "listen.\(name).allow"
    let isPublic = name == "public"
    switch listener.allow {
    case nil:
      let word = isPublic ? "Say who may, or `everyone`." : "List the networks that may, such as [10.1.0.0/16]."
      return [UnsafeState(key, "\(listener.host) can be reached by other machines, and nothing says who may come.", word)]
    case .everyone where !isPublic:
      return [UnsafeState(key, "`everyone` may come to what is for \(name == "office" ? "staff" : "cameras").", "List the networks that may, such as [10.1.0.0/16].")]
    case .ranges(let ranges) where ranges.isEmpty:
      return [UnsafeState(key, "the list is empty; nobody could come.", "List the networks that may, such as [10.1.0.0/16].")]
    case .ranges where !isPublic:
      return (listener.allow?.wideRanges ?? []).map {
        UnsafeState(key, "\($0) keeps nobody out.", "List networks of your own: at least /8 for IPv4, /16 for IPv6, or of the private ones (fc00::/7).")
      }
    case .everyone, .ranges: return []
    }
  }

  /// An office that can be reached needs an administrator who can sign in, and people who can only come in by a key of their own.
  private var keepers: [UnsafeState] {
    guard !exposed.isEmpty else { return [] }
    var found: [UnsafeState] = []
    if facts.enrolledAdministrators == 0 {
      found.append(
        UnsafeState(
          "listen", "no administrator has a passkey yet; whoever came first could not be told from a stranger.",
          "Listen on 127.0.0.1, run `gantry person add NAME --role administrator`, follow its link over an ssh tunnel, then open the listener."))
    }
    if configuration.signIn.links == .enter {
      found.append(
        UnsafeState("sign_in.links", "`enter` lets in whoever has a link, and other machines can reach a listener.", "Use `enrol`, so that a link makes a passkey."))
    }
    return found
  }
}
