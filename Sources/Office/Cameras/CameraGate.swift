import Access
import CameraProtocols
import Crypto
import Foundation
import HTTPTypes
import Logging
import NIOCore
import Storage
import Synchronization
import Traffic

/// Who sends: by the certificate that the connection began with, or by the key in the request, as the last part of its path or as a bearer token.
final class CameraGate: Sendable {
  /// Where captures are sent; a key may follow.
  static let capturePaths: [(path: String, dialect: Camera.Dialect)] = [
    ("/v1/captures", .gantry), ("/v1/openalpr", .openalpr), ("/v1/hikvision", .hikvision),
  ]

  let parts: OfficeParts
  /// What each camera may still send. Owned by this type; guarded by its lock.
  private let allowances = Mutex<[CameraID: CameraAllowance]>([:])

  init(parts: OfficeParts) { self.parts = parts }

  /// The camera that a call is from. An unknown key, a disabled camera, the wrong dialect, another camera's certificate and an address that the
  /// camera does not send from get the same answer, so that nothing can be probed.
  func admit(_ call: CameraCall, speaking dialect: Camera.Dialect?) throws(Refusal) -> AdmittedCamera {
    let known = call.key.flatMap { key in try? parts.directory.camera(withKey: key) ?? parts.store.camera(withKey: key) }
    guard call.key == nil || known != nil, let admitted = admitted(call, keyOf: known, speaking: dialect) else { throw .unknownDevice }
    return admitted
  }

  /// The same as far as memory knows: nobody waits for the disk, and `nil` means nothing.
  func admitFromMemory(_ call: CameraCall, speaking dialect: Camera.Dialect) -> AdmittedCamera? {
    let known = call.key.flatMap { parts.directory.camera(withKey: $0) }
    guard call.key == nil || known != nil else { return nil }
    return admitted(call, keyOf: known, speaking: dialect)
  }

  /// Learns whose certificate a connection began with. One that was good in the handshake and is none of a camera's is hung up on.
  func welcome(_ der: Data, on channel: any Channel) -> CameraIdentity? {
    let now = parts.now()
    guard let identity = parts.certificates.identity(of: der, in: parts.configuration.cameraAccess.authority, now: now) else {
      channel.close(promise: nil)
      return nil
    }
    parts.connections.note(identity, on: channel)
    if let pin = parts.directory.current.camera(provenBy: identity, at: now), !pin.isUsed { use(pin) }
    return identity
  }

  /// The camera's other key counts no more.
  private func use(_ pin: CameraPin) {
    let (store, logger) = (parts.store, parts.logger)
    Task {
      do {
        try store.usePin(pin.pin)
      } catch {
        logger.error("first use of a camera's key not noted", metadata: ["camera": "\(pin.camera)", "error": "\(error)"])
      }
    }
  }

  private func admitted(_ call: CameraCall, keyOf keyed: CameraID?, speaking dialect: Camera.Dialect?) -> AdmittedCamera? {
    let contents = parts.directory.current
    let proven = call.identity.flatMap { contents.camera(provenBy: $0, at: parts.now()) }
    // A certificate that counts no more is not made good by a key, nor does one camera send in another's name.
    guard call.identity == nil || proven != nil, proven == nil || keyed == nil || proven?.camera == keyed else { return nil }
    guard let id = proven?.camera ?? keyed, let camera = contents.cameras[id], camera.isEnabled, dialect == nil || camera.dialect == dialect else {
      return nil
    }
    let terms = contents.terms[id] ?? CameraTerms()
    guard proven != nil || isKeyEnough(terms), terms.admits(call.source) else { return nil }
    let most = parts.configuration.intake.maximumBodyBytes
    return AdmittedCamera(
      camera: camera, mostBytes: min(terms.bodyBytes ?? most, most), allowance: allowance(of: id, on: terms),
      until: proven.map { min($0.endsAt, call.identity?.notAfter ?? $0.endsAt) } ?? .distantFuture, signingKey: contents.signingKeys[id])
  }

  /// Where certificates are required, a key does for weak cameras alone, and beyond this machine only together with the place it comes from.
  private func isKeyEnough(_ terms: CameraTerms) -> Bool {
    switch parts.configuration.cameraAccess.certificates {
    case .offered: true
    case .required: terms.isWeak && (parts.configuration.cameras.isLoopback || !terms.sources.isEmpty)
    }
  }

  private func allowance(of camera: CameraID, on terms: CameraTerms) -> CameraAllowance {
    allowances.withLock { allowances in
      if let known = allowances[camera], known.terms == terms { return known }
      let fresh = CameraAllowance(terms)
      allowances[camera] = fresh
      return fresh
    }
  }

  static func bearer(_ headers: HTTPFields) -> String? {
    guard let header = headers[.authorization], header.hasPrefix("Bearer ") else { return nil }
    return String(header.dropFirst("Bearer ".count))
  }
}
