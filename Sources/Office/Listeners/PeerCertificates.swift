import Foundation

/// Who may connect by the certificate that it shows. TLS has made sure that the other end holds the certificate's private key; nothing else was
/// checked, neither who signed it, nor for how long, nor for what.
protocol PeerCertificates: Sendable {
  /// Looks at a chain in the middle of a handshake, once a connection.
  /// - Parameter chain: the certificates in DER, the holder's own first. Written by a stranger.
  /// - Returns: Who it is; `nil` ends the handshake.
  func identity(of chain: [Data]) async -> PeerIdentity?
}

/// Whom a certificate stands for, such as a camera's ID.
struct PeerIdentity: Hashable, Sendable {
  let name: String
}
