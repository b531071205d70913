import DurableFiles

/// Why a certificate, or the key that belongs to it, cannot be used or made.
public enum CertificateFault: Error, Sendable, Hashable, CustomStringConvertible {
  /// A file cannot be read; which, and why.
  case unreadable(file: String, why: String)
  /// The file has no certificate in PEM, or bytes that are none.
  case noCertificate(file: String)
  /// The file has no private key in PEM, or one of a kind that is not used here.
  case noKey(file: String)
  /// The key is not the one that the certificate was made for.
  case keyOfAnother(certificate: String)
  /// Its time has not come, or is over.
  case notValidNow(file: String)
  /// The certificate may not sign others.
  case notAnAuthority(file: String)
  /// Something is there already and would be lost.
  case alreadyThere(file: String)
  /// A file cannot be written; which, and why.
  case unwritable(file: String, why: String)
  /// No name or address of a machine.
  case badName(String)
  /// The authority may not vouch for this name.
  case nameNotPermitted(String)
  /// The times do not lie within the authority's own.
  case outlivesAuthority
  /// What cannot be written in a certificate.
  case unwritten(String)

  public var description: String {
    switch self {
    case .unreadable(let file, let why): "\(file) cannot be read: \(why)"
    case .noCertificate(let file): "\(file) holds no certificate. `-----BEGIN CERTIFICATE-----` and base64 (PEM) belong there."
    case .noKey(let file): "\(file) holds no private key. One in PEM belongs there, without a passphrase: ECDSA (P-256, P-384, P-521), RSA or Ed25519."
    case .keyOfAnother(let certificate): "The key is not the one that the certificate in \(certificate) was made for."
    case .notValidNow(let file): "The certificate in \(file) is not valid now: it has expired, or its time has not come, or this machine's clock is wrong."
    case .notAnAuthority(let file): "The certificate in \(file) may not sign others; it is no authority's."
    case .alreadyThere(let file): "\(file) is there already. It is not replaced, because whoever trusts it would trust nothing any more."
    case .unwritable(let file, let why): "\(file) cannot be written: \(why)"
    case .badName(let name): "`\(name)` is no name or address of a machine. One such as gantry.example or 10.1.0.5 belongs there."
    case .nameNotPermitted(let name): "The authority may not vouch for `\(name)`: it was made for other names. Make another in a new folder."
    case .outlivesAuthority: "The certificate would be valid when its authority is not. Ask for fewer days, or make a new authority."
    case .unwritten(let why): "The certificate cannot be made: \(why)"
    }
  }

  init(_ fault: SecretFile.Fault, reading file: String) { self = .unreadable(file: file, why: "\(fault)") }

  init(_ fault: DiskFault, writing file: String) {
    self = fault.isOfExistingFile ? .alreadyThere(file: file) : .unwritable(file: file, why: fault.words)
  }
}
