import CameraProtocols
import Foundation
import HTTPTypes
import Storage
import Traffic

/// Who sends, by the key in the request: as the last part of its path, or as a bearer token.
final class CameraGate: Sendable {
  /// Where captures are sent; a key may follow.
  static let capturePaths: [(path: String, dialect: Camera.Dialect)] = [
    ("/v1/captures", .gantry), ("/v1/openalpr", .openalpr), ("/v1/hikvision", .hikvision),
  ]

  let parts: OfficeParts

  init(parts: OfficeParts) { self.parts = parts }

  /// The camera with this key. An unknown key, a disabled camera and the wrong dialect get the same answer, so that nothing can be probed.
  func camera(withKey key: String?, speaking dialect: Camera.Dialect?) throws(Refusal) -> Camera {
    guard let key, let id = try? parts.directory.camera(withKey: key) ?? parts.store.camera(withKey: key), let camera = camera(id, speaking: dialect)
    else { throw .unknownDevice }
    return camera
  }

  /// The same as far as memory knows: nobody waits for the disk, and `nil` means nothing.
  func cameraInMemory(withKey key: String, speaking dialect: Camera.Dialect) -> Camera? {
    parts.directory.camera(withKey: key).flatMap { camera($0, speaking: dialect) }
  }

  private func camera(_ id: CameraID, speaking dialect: Camera.Dialect?) -> Camera? {
    guard let camera = parts.directory.camera(id), camera.isEnabled, dialect == nil || camera.dialect == dialect else { return nil }
    return camera
  }

  static func bearer(_ headers: HTTPFields) -> String? {
    guard let header = headers[.authorization], header.hasPrefix("Bearer ") else { return nil }
    return String(header.dropFirst("Bearer ".count))
  }
}
