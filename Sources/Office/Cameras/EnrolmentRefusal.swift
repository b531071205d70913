import Access

/// Why a device gets no certificate.
enum EnrolmentRefusal: Error, Sendable, Hashable {
  /// Unknown, used and expired codes are not told apart.
  case unknownCode
  case malformed
  /// The request for a certificate is no good.
  case unsuitable(CameraCertificateFault)
  /// Renewal without a certificate that counts.
  case noCertificate
  case tooMany
  case unavailable

  var status: Int {
    switch self {
    case .unknownCode, .noCertificate: 401
    case .malformed: 400
    case .unsuitable: 422
    case .tooMany: 429
    case .unavailable: 503
    }
  }

  /// A stable word for programs.
  var code: String {
    switch self {
    case .unknownCode: "unknownCode"
    case .malformed: "malformed"
    case .unsuitable: "unsuitable"
    case .noCertificate: "noCertificate"
    case .tooMany: "tooMany"
    case .unavailable: "unavailable"
    }
  }

  /// What was wrong and what would be right.
  var message: String {
    switch self {
    case .unknownCode: "this code is not known, was used, or has expired; `gantry camera enrol` makes another"
    case .malformed: "`code` and `csr` belong here, and nothing but `signingKey` besides; see the reference of camera enrolment"
    case .unsuitable(let fault): fault.description
    case .noCertificate: "a certificate is renewed over a connection that begins with it; enrol the camera again if it has expired"
    case .tooMany: "too many tries from this address; wait and try again"
    case .unavailable: "no certificate can be made at the moment; try again"
    }
  }
}
