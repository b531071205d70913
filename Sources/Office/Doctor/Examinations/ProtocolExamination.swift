import AsyncHTTPClient
import HTTPTypes
import NIOSSL

/// Whether listeners that speak TLS speak only its newest version.
struct ProtocolExamination: Examination {
  static let name = "tls"

  /// Where listeners with TLS are.
  let addresses: [ListenerName: String]
  /// Those that nothing encrypts, and that more than this machine can reach.
  let bare: [ListenerName]

  init(_ patient: Patient) {
    let encrypted = Set(patient.listeners.filter { $0.listener.tls != nil }.map(\.name))
    addresses = patient.addresses.filter { encrypted.contains($0.key) }
    bare = patient.listeners.filter { $0.listener.tls == nil && !$0.listener.isLoopback }.map(\.name)
  }

  struct Facts: Sendable {
    /// Listeners that took a client which speaks nothing newer than TLS 1.2.
    var outdated: [ListenerName]
    var encrypted: [ListenerName]
    var bare: [ListenerName]
  }

  func facts() async -> Facts {
    let client = Stranger.makeClient(atMost: .tlsv12)
    let stranger = Stranger(client: client, addresses: addresses)
    var outdated: [ListenerName] = []
    for listener in ListenerName.allCases where await stranger.knock(at: listener, .get, "/") != nil { outdated.append(listener) }
    try? await client.shutdown()
    return Facts(outdated: outdated, encrypted: ListenerName.allCases.filter { addresses[$0] != nil }, bare: bare)
  }

  func findings(_ facts: Facts) -> [Finding] {
    var findings = facts.outdated.map { listener in
      fails("The listener `\(listener.rawValue)` takes TLS 1.2, which is out of date.", "See what stands before the server; Gantry itself offers TLS 1.3 alone.")
    }
    findings += facts.bare.map { listener in
      fails("The listener `\(listener.rawValue)` can be reached from other machines and encrypts nothing.", "Give it a certificate (`gantry tls init`), or let it listen on 127.0.0.1.")
    }
    guard findings.isEmpty else { return findings }
    let names = facts.encrypted.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    return [holds(names.isEmpty ? "Nothing is encrypted here, and nothing leaves this machine." : "TLS 1.3 and nothing older at \(names).")]
  }
}
