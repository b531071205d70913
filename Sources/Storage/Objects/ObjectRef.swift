import Crypto
public import Foundation

/// An object that is durable: its bytes are on the disk under a key of their own. It stays only if a settlement names it; what nobody names
/// is swept at the next start.
public struct ObjectRef: Hashable, Sendable, Identifiable {
  public let id: UUID
  /// Length of the original, in bytes.
  public let byteCount: Int
  /// SHA-256 of the original, lower-case hex.
  public let sha256: String
  /// The object's key: in memory only, until a settlement names the object.
  let key: SymmetricKey

  public static func == (first: ObjectRef, second: ObjectRef) -> Bool { first.id == second.id }

  public func hash(into hasher: inout Hasher) { hasher.combine(id) }
}
