import NIOCore
import NIOSSL

/// What a listener asks of those who connect with TLS.
struct TLSPolicy: Sendable {
  /// Whether a client shows a certificate.
  enum ClientCertificate: Sendable {
    /// It is not asked for one.
    case unasked
    /// One that is shown is checked; who shows none is let in as nobody.
    case offered(any PeerCertificates)
    /// Who shows none is not let in.
    case required(any PeerCertificates)
  }

  /// Whether HTTP/2 is spoken with those who offer it (ALPN, RFC 7301); HTTP/1.1 always is.
  var speaksHTTP2 = true
  var client = ClientCertificate.unasked

  /// Who decides about a client's certificate; `nil` where none is asked for.
  var peers: (any PeerCertificates)? {
    switch client {
    case .unasked: nil
    case .offered(let peers), .required(let peers): peers
    }
  }

  /// How long a connection that is closed waits for the other end to say that it heard (`close_notify`).
  private static let farewell = TimeAmount.seconds(2)

  /// What a client may sign with: the keys that cameras may have.
  private static let clientSignatures: [SignatureAlgorithm] = [.ecdsaSecp256R1Sha256, .ed25519]

  /// TLS 1.3 (RFC 8446) and nothing older, with a certificate and what this policy asks.
  func configuration(chain: [NIOSSLCertificate], key: NIOSSLPrivateKey) -> TLSConfiguration {
    var configuration = TLSConfiguration.makeServerConfiguration(certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(key))
    configuration.minimumTLSVersion = .tlsv13
    configuration.maximumTLSVersion = .tlsv13
    configuration.applicationProtocols = speaksHTTP2 ? ["h2", "http/1.1"] : ["http/1.1"]
    configuration.shutdownTimeout = Self.farewell
    switch client {
    case .unasked: configuration.certificateVerification = .none
    case .offered: configuration.certificateVerification = .optionalVerification
    case .required: configuration.certificateVerification = .noHostnameVerification
    }
    if peers != nil { configuration.verifySignatureAlgorithms = Self.clientSignatures }
    return configuration
  }
}
