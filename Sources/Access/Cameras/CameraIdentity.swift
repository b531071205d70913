public import Foundation
public import Traffic
import X509

/// Which camera a certificate is of, once it was checked.
public struct CameraIdentity: Sendable, Hashable {
  public let camera: CameraID
  /// The key, as it is pinned.
  public let pin: KeyPin
  public let notAfter: Date
  let publicKey: Certificate.PublicKey
}
