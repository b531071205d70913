public import Foundation

/// An object that is durable: its bytes are on the disk under a key of their own. It stays only if a settlement names it; what nobody names
/// is swept at the next start.
public struct ObjectRef: Hashable, Sendable, Identifiable {
  public var id: UUID
  /// The object's key, wrapped (RFC 3394) with the server's.
  public var wrappedKey: Data
  /// Length of the original, in bytes.
  public var byteCount: Int
  /// SHA-256 of the original, lower-case hex.
  public var sha256: String

  public init(id: UUID, wrappedKey: Data, byteCount: Int, sha256: String) {
    self.id = id
    self.wrappedKey = wrappedKey
    self.byteCount = byteCount
    self.sha256 = sha256
  }
}
