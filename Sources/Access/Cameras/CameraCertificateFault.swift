/// Why a camera gets no certificate, or is not let in with the one that it has.
public enum CameraCertificateFault: Error, Sendable, Hashable, CustomStringConvertible {
  case malformedRequest
  /// The request is not signed with the key that it asks a certificate for.
  case unprovenRequest
  case unsuitableKey
  /// Another camera has a certificate for this key.
  case keyInUse
  case malformedCertificate
  case otherAuthority
  case notYetValid
  case expired
  /// The certificate is not for a client of TLS, or it asks for something that nobody here understands.
  case wrongUse
  /// The certificate names no camera, or more than one.
  case wrongName

  public var description: String {
    switch self {
    case .malformedRequest: "This is no certificate signing request (PKCS #10 in PEM); `openssl req -new` makes one."
    case .unprovenRequest: "The request is not signed with its own key; make it anew on the device that has the key."
    case .unsuitableKey: "The key has to be ECDSA on P-256, or Ed25519."
    case .keyInUse: "Another camera has this key; make one of its own on each device."
    case .malformedCertificate: "This is no certificate."
    case .otherAuthority: "The certificate is not of this server's authority for cameras."
    case .notYetValid: "The certificate is not valid yet; look at the clocks."
    case .expired: "The certificate has expired; enrol the camera again with a new code."
    case .wrongUse: "The certificate is not for a client."
    case .wrongName: "The certificate does not name one camera."
    }
  }
}
