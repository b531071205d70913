import Access
import Crypto
import Foundation
import Logging
import Storage
import Traffic

/// Where devices get their certificates: the first with a one-time code, each further one with the one before.
struct EnrolmentDesk: Sendable {
  /// Tries from one address: five at once, and one more every twelve seconds. A code has 100 bits; this is against load, not against guessing.
  private static let tries = (atOnce: 5, refillSeconds: 12.0)
  /// A request has about two kilobytes.
  static let mostBytes = 16_384

  let parts: OfficeParts
  private let limits: AddressLimits

  init(parts: OfficeParts) {
    self.parts = parts
    limits = AddressLimits(size: Self.tries.atOnce, refillSeconds: Self.tries.refillSeconds, now: parts.now())
  }

  /// Gives a device its first certificate.
  func enrol(_ body: Data, from source: NetworkAddress?) throws(EnrolmentRefusal) -> EnrolmentAnswer {
    let now = parts.now()
    guard limits.take(from: source, at: now) else { throw .tooMany }
    guard let asked = try? JSONDecoder().decode(EnrolmentRequest.self, from: body) else { throw .malformed }
    let signingKey = try Self.signingKey(asked.signingKey)
    let request = try Self.request(asked.csr)
    guard let code = EnrolmentCode(typed: asked.code) else { throw .unknownCode }
    let authority = try authority()
    let endsAt = now + CameraCertificate.lifetime
    let enrolled = try attempting("enrolled") {
      try parts.store.enrol(codeHash: code.hash, pin: request.pin, signingKey: signingKey, endsAt: endsAt, at: now)
    }
    guard let camera = enrolled else { throw .unknownCode }
    return try attempting("enrolled") {
      try parts.directory.refresh(from: parts.store)
      parts.logger.notice("camera enrolled", metadata: ["camera": "\(camera)"])
      return try EnrolmentAnswer(authority.issue(to: camera, request, now: now), authority)
    }
  }

  /// Gives a device its next certificate, for the key that it has, or for another that it proves to have.
  func renew(_ body: Data, _ identity: CameraIdentity?) throws(EnrolmentRefusal) -> EnrolmentAnswer {
    let now = parts.now()
    guard let identity, parts.directory.current.camera(provenBy: identity, at: now) != nil else { throw .noCertificate }
    let asked = body.isEmpty ? RenewalRequest() : try? JSONDecoder().decode(RenewalRequest.self, from: body)
    guard let asked else { throw .malformed }
    let authority = try authority()
    var request: CameraSigningRequest?
    if let csr = asked.csr { request = try Self.request(csr) }
    let certificate = try attempting("renewed") { [request] in
      try request.map { try authority.issue(to: identity.camera, $0, now: now) } ?? authority.renew(identity, now: now)
    }
    let isRenewed = try attempting("renewed") {
      try parts.store.renew(identity.pin, of: identity.camera, as: certificate.pin, endsAt: certificate.notAfter, at: now)
    }
    guard isRenewed else { throw .noCertificate }
    return try attempting("renewed") {
      try parts.directory.refresh(from: parts.store)
      return try EnrolmentAnswer(certificate, authority)
    }
  }

  private func authority() throws(EnrolmentRefusal) -> CameraAuthority {
    do throws(CertificateFault) {
      return try parts.certificates.authority(in: parts.configuration.cameraAccess.authority, now: parts.now())
    } catch {
      parts.logger.error("the cameras' authority cannot be used", metadata: ["error": "\(error)"])
      throw .unavailable
    }
  }

  private static func request(_ csr: String) throws(EnrolmentRefusal) -> CameraSigningRequest {
    do throws(CameraCertificateFault) {
      return try CameraSigningRequest(pem: csr)
    } catch {
      throw .unsuitable(error)
    }
  }

  private static func signingKey(_ text: String?) throws(EnrolmentRefusal) -> Data? {
    guard let text else { return nil }
    guard let bytes = Data(base64Encoded: text), (try? Curve25519.Signing.PublicKey(rawRepresentation: bytes)) != nil else { throw .malformed }
    return bytes
  }

  /// What fails below is told in the log; the device hears that it may try again.
  private func attempting<Value>(_ what: String, _ body: () throws -> Value) throws(EnrolmentRefusal) -> Value {
    do {
      return try body()
    } catch let fault as CameraCertificateFault {
      throw .unsuitable(fault)
    } catch {
      parts.logger.error("a camera could not be \(what)", metadata: ["error": "\(error)"])
      throw .unavailable
    }
  }
}

extension EnrolmentAnswer {
  init(_ certificate: CameraCertificate, _ authority: CameraAuthority) throws(CertificateFault) {
    self.init(
      camera: certificate.camera.rawValue, certificate: certificate.pem, chain: try authority.certificatePEM, notAfter: certificate.notAfter,
      renewAfter: certificate.renewAfter)
  }
}
