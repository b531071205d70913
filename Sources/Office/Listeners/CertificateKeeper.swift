import Access
import DurableFiles
import Foundation
import Logging
import NIOSSL
import ServiceLifecycle
import Synchronization
import UnixSignals

/// A listener's certificate, as it was last found good. The files are looked at every few seconds, and at once on SIGHUP: connections that come after
/// a change get the new certificate, those that are open keep theirs. A pair that is no good is told in the log, and the one before stays.
final class CertificateKeeper: Service {
  /// How often the files are looked at.
  static let interval = Duration.seconds(5)

  private struct State {
    var context: NIOSSLContext
    /// What the files looked like when they were last read, good or not.
    var seen: [FileState?]
  }

  private let files: Configuration.Listener.TLS
  private let policy: TLSPolicy
  private let listener: String
  private let logger: Logger
  /// Owned by this type; guarded by its mutex. The context itself never changes after it is made.
  private let state: Mutex<State>

  /// Reads the files.
  /// - Parameter listener: its name, for the log.
  /// - Throws: `CertificateFault` where there is no good pair to begin with.
  init(_ files: Configuration.Listener.TLS, policy: TLSPolicy, listener: String, logger: Logger) throws {
    self.files = files
    self.policy = policy
    self.listener = listener
    self.logger = logger
    let seen = Self.stamps(files)
    state = Mutex(State(context: try Self.context(files, policy), seen: seen))
  }

  /// What new connections are encrypted with.
  var context: NIOSSLContext { state.withLock { $0.context } }

  var peers: (any PeerCertificates)? { policy.peers }

  func run() async throws {
    let hangUps = await UnixSignalsSequence(trapping: .sighup)
    await withTaskGroup(of: Void.self) { group in
      group.addTask {
        for await _ in hangUps.cancelOnGracefulShutdown() { self.look(evenIfUnchanged: true) }
      }
      group.addTask {
        while (try? await cancelWhenGracefulShutdown { try await Task.sleep(for: Self.interval) }) != nil { self.look() }
      }
      await group.waitForAll()
    }
  }

  /// Looks whether the files have changed, and takes the new pair if it is good.
  func look(evenIfUnchanged: Bool = false) {
    let now = Self.stamps(files)
    guard evenIfUnchanged || state.withLock({ $0.seen != now }) else { return }
    do {
      let fresh = try Self.context(files, policy)
      state.withLock { $0 = State(context: fresh, seen: now) }
      logger.notice("the certificate was read again", metadata: ["listener": "\(listener)"])
    } catch {
      state.withLock { $0.seen = now }
      logger.error(
        "the new certificate is not used, the one before stays", metadata: ["listener": "\(listener)", "reason": "\(error)"])
    }
  }

  private static func context(_ files: Configuration.Listener.TLS, _ policy: TLSPolicy) throws -> NIOSSLContext {
    let chain = try CertificateChain(certificate: files.certificate, key: files.key)
    let now = Date()
    // A certificate that nobody accepts any more, or yet, would shut out everybody.
    guard chain.leaf.isValid(at: now) else { throw CertificateFault.notValidNow(file: files.certificate.path) }
    let certificates = try chain.certificates.map { try NIOSSLCertificate(bytes: Array(try $0.der), format: .der) }
    let key = try NIOSSLPrivateKey(bytes: Array(try chain.keyPEM.utf8), format: .pem)
    return try NIOSSLContext(configuration: policy.configuration(chain: certificates, key: key))
  }

  private static func stamps(_ files: Configuration.Listener.TLS) -> [FileState?] { [FileState(files.certificate), FileState(files.key)] }
}
