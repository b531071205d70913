import Foundation
public import Sealing
public import Traffic

/// Seals passes under the server's own key: what is stored is worthless to whoever steals it without the key file.
///
/// A body is padded to a multiple of 512 bytes, so that its length does not tell what is in it.
public struct ServerKeySealer: PassSealer {
  private static let block = 512
  private let cipher: RowCipher

  public init(keys: ServerKeys) { cipher = RowCipher(keys: keys) }

  public func seal(_ pass: Pass) throws -> SealedPass {
    let hour = pass.capturedAt.hourSince1970
    let body = try cipher.seal(bytes: Self.padded(JSONEncoder().encode(pass)), .passes, Self.context(pass.id, pass.camera, hour))
    return SealedPass(id: pass.id, camera: pass.camera, hour: hour, body: body)
  }

  /// Opens a pass again.
  /// - Throws: ``StorageFault/damaged(_:)`` where body, ID, camera or hour is not what was sealed.
  public func open(_ sealed: SealedPass) throws -> Pass {
    let padded = try cipher.open(bytes: sealed.body, .passes, Self.context(sealed.id, sealed.camera, sealed.hour))
    let length = padded.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard padded.count >= 4 + length else { throw StorageFault.damaged("A pass") }
    return try JSONDecoder().decode(Pass.self, from: Data(padded.dropFirst(4).prefix(length)))
  }

  private static func context(_ id: PassID, _ camera: CameraID, _ hour: Int) -> Data {
    id.uuid.bytes + UInt32(truncatingIfNeeded: hour).bigEndianBytes + Data(camera.rawValue.utf8)
  }

  /// Length (four bytes, most significant first), the bytes, zeros up to the next block.
  private static func padded(_ bytes: Data) -> Data {
    let content = UInt32(bytes.count).bigEndianBytes + bytes
    return content + Data(count: (block - content.count % block) % block)
  }
}
