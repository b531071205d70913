import Access
import Foundation
import SwiftASN1
import X509

/// Whether the listeners' certificates are good, and for how long.
struct CertificateExamination: Examination {
  static let name = "certificates"
  /// Certificates are to be renewed before fewer days are left.
  private static let leastDays = 14.0

  let configuration: Configuration
  let now: @Sendable () -> Date

  struct Facts: Sendable {
    var listeners: [Shown] = []
    var now: Date

    /// What a listener shows of itself.
    struct Shown: Sendable {
      var listener: String
      /// Why its files cannot be used; `nil` where they can.
      var obstacle: String?
      var from = Date.distantPast
      var until = Date.distantPast
      /// The name in the address that people type, where the certificate is not for it.
      var missingName: String?
    }
  }

  func facts() -> Facts {
    let hosts = ["office": configuration.officeAddress, "public": configuration.publicPage.address].compactMapValues { URL(string: $0)?.host() }
    let shown = configuration.listeners.compactMap { name, listener in
      listener.tls.map { Self.shown(name, $0, host: listener.clientField == nil ? hosts[name] : nil) }
    }
    return Facts(listeners: shown, now: now())
  }

  func findings(_ facts: Facts) -> [Finding] {
    guard !facts.listeners.isEmpty else { return [unknown("No listener has a certificate of its own.")] }
    let findings = facts.listeners.flatMap { found($0, at: facts.now) }
    guard findings.isEmpty else { return findings }
    let days = Int((facts.listeners.map(\.until).min() ?? facts.now).timeIntervalSince(facts.now) / 86_400)
    return [holds("The listeners' certificates are good for \(Wording.count(days, "day", "days")) or longer.")]
  }

  private func found(_ shown: Facts.Shown, at now: Date) -> [Finding] {
    let who = "The certificate of the listener `\(shown.listener)`"
    if let obstacle = shown.obstacle { return [fails("\(who) cannot be used. \(obstacle)", "Put a good pair of files in its place; they are taken up without a restart.")] }
    let renew = "Renew it (`gantry tls renew` for one of `gantry tls init`); it is taken up without a restart."
    var findings: [Finding] = []
    let days = shown.until.timeIntervalSince(now) / 86_400
    if days < 0 {
      findings.append(fails("\(who) has expired: \(Wording.span(-days * 86_400)) ago.", renew))
    } else if days < Self.leastDays {
      findings.append(fails("\(who) expires in \(Wording.span(days * 86_400)).", renew))
    }
    if shown.from > now { findings.append(fails("\(who) is not valid yet.", "See whether this machine's clock is right.")) }
    if let name = shown.missingName { findings.append(fails("\(who) is not for `\(name)`, which is what people type.", "Have one made for that name.")) }
    return findings
  }

  private static func shown(_ listener: String, _ files: Configuration.Listener.TLS, host: String?) -> Facts.Shown {
    do {
      let leaf = try CertificateChain(certificate: files.certificate, key: files.key).leaf
      return Facts.Shown(
        listener: listener, from: leaf.notValidBefore, until: leaf.notValidAfter, missingName: host.flatMap { leaf.isFor($0) ? nil : $0 })
    } catch {
      return Facts.Shown(listener: listener, obstacle: "\(error)")
    }
  }
}

extension Certificate {
  /// Whether a browser takes it for a host (RFC 6125, with a wildcard for one whole label).
  fileprivate func isFor(_ host: String) -> Bool {
    let names = (try? extensions.subjectAlternativeNames).map(Array.init) ?? []
    let host = host.trimmingCharacters(in: ["[", "]"]).lowercased()
    return names.contains { name in
      switch name {
      case .dnsName(let name):
        let name = name.lowercased()
        return name == host || name.hasPrefix("*.") && host.split(separator: ".", maxSplits: 1).dropFirst().first.map { "*.\($0)" } == name
      case .ipAddress(let octets): return NetworkAddress(host) != nil && NetworkAddress(bytes: Array(octets.bytes)) == NetworkAddress(host)
      default: return false
      }
    }
  }
}
