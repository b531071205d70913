import Access
import Foundation
import Synchronization

/// Which camera a certificate is of. The authority is looked for when the first one is presented: before the first camera is enrolled there is none.
final class CameraCertificates: Sendable {
  /// Owned by this type; guarded by its lock.
  private let known = Mutex<CameraAuthority?>(nil)

  /// The authority, which is drawn where there is none.
  /// - Throws: `CertificateFault`.
  func authority(in folder: URL, now: Date) throws(CertificateFault) -> CameraAuthority {
    try known.withLock { known throws(CertificateFault) in
      if let known { return known }
      let authority = try CameraAuthorityFolder(folder).authority(now: now)
      known = authority
      return authority
    }
  }

  /// - Parameter der: what a device presented.
  /// - Returns: `nil` for everything but a camera's certificate of our authority, and in its time.
  func identity(of der: Data, in folder: URL, now: Date) -> CameraIdentity? {
    let authority = known.withLock { known in
      if known == nil { known = try? CameraAuthorityFolder(folder).load() }
      return known
    }
    return try? authority?.identity(of: der, now: now)
  }
}
