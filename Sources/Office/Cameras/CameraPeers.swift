import Access
import Foundation
import Logging
import Traffic

/// The cameras' certificates in the handshake: one of our authority, in its time, whose key is pinned to a camera that may send. Each request is checked
/// again, because a camera may be shut out while its connection is open.
struct CameraPeers: PeerCertificates {
  let parts: OfficeParts

  func identity(of chain: [Data]) async -> PeerIdentity? {
    let now = parts.now()
    guard let der = chain.first,
      let identity = parts.certificates.identity(of: der, in: parts.configuration.cameraAccess.authority, now: now),
      parts.directory.current.camera(provenBy: identity, at: now) != nil
    else {
      parts.logger.notice("a certificate was refused in the handshake")
      return nil
    }
    return PeerIdentity(name: identity.camera.rawValue)
  }
}
