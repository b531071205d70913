import Access
import Synchronization

/// The agent's line to the server, under the certificate of the moment.
final class CurrentLine: Sendable {
  private let settings: AgentSettings
  private let key: DeviceKey
  /// Owned by this type; guarded by its lock.
  private let state: Mutex<(line: ServerLine, certificate: AgentCertificate)>

  init(_ settings: AgentSettings, _ certificate: AgentCertificate, _ key: DeviceKey) throws(AgentFault) {
    self.settings = settings
    self.key = key
    state = Mutex((try ServerLine(to: settings, showing: (certificate, key)), certificate))
  }

  var line: ServerLine { state.withLock { $0.line } }
  var certificate: AgentCertificate { state.withLock { $0.certificate } }

  /// Goes over to a new certificate; what is underway on the old line is finished there.
  func change(to certificate: AgentCertificate) throws(AgentFault) {
    let fresh = try ServerLine(to: settings, showing: (certificate, key))
    let old = state.withLock { state in
      defer { state = (fresh, certificate) }
      return state.line
    }
    old.close()
  }
}
