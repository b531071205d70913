import Access
import Foundation

extension SafetyReview {
  /// A certificate that no browser accepts teaches people to click warnings away.
  var certificates: [UnsafeState] {
    configuration.listeners.flatMap { name, _ in
      switch facts.certificates[name] {
      case nil: [UnsafeState]()
      case .failure(let fault): [UnsafeState("listen.\(name).tls", "\(fault)", "`gantry tls show` looks at a folder that `gantry tls init` made.")]
      case .success(let summary): times(of: summary, name) + names(of: summary, name)
      }
    }
  }

  private func times(of summary: CertificateSummary, _ name: String) -> [UnsafeState] {
    let key = "listen.\(name).tls.certificate"
    if facts.now > summary.validUntil {
      return [UnsafeState(key, "it has expired on \(summary.validUntil.formatted(.iso8601)).", "Renew it; `gantry tls renew` does that for one of its own.")]
    }
    if facts.now < summary.validFrom {
      return [UnsafeState(key, "it is valid from \(summary.validFrom.formatted(.iso8601)) only.", "Wait, or set this machine's clock right.")]
    }
    return []
  }

  /// Cameras are told an address of their own, and pin the key; of pages the address is known.
  private func names(of summary: CertificateSummary, _ name: String) -> [UnsafeState] {
    let address: String? =
      switch name {
      case "office": configuration.officeAddress
      case "public": configuration.publicPage.address
      default: nil
      }
    guard let address, let host = URL(string: address)?.host(), address.lowercased().hasPrefix("https://"), !summary.isFor(host) else { return [] }
    let key = name == "office" ? "address" : "public.address"
    let names = summary.names.isEmpty ? "no name" : summary.names.joined(separator: ", ")
    return [UnsafeState(key, "\(host) is not what the certificate of listen.\(name) is for (\(names)).", "Make one for this name, or type the name that it is for.")]
  }
}
