import Crypto
public import Foundation

/// A hash in a log's Merkle tree (RFC 6962): of an entry, or of two hashes below it.
public struct TreeHash: Hashable, Sendable {
  static let byteCount = 32
  /// The root of a tree without entries: SHA-256 of nothing.
  public static let empty = TreeHash(SHA256.hash(data: Data()))

  /// 32 bytes.
  public let bytes: Data

  /// - Returns: `nil` unless there are 32 bytes.
  public init?(bytes: Data) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = Data(bytes)
  }

  public init?(base64 text: String) {
    guard let bytes = Data(canonicalBase64: text) else { return nil }
    self.init(bytes: bytes)
  }

  private init(_ digest: SHA256.Digest) { bytes = digest.withUnsafeBytes { Data($0) } }

  public var base64: String { bytes.base64EncodedString() }

  /// `SHA-256(00 || entry)`.
  public static func leaf(_ entry: Data) -> TreeHash {
    TreeHash(SHA256.hash(data: [0x00] + entry))
  }

  /// `SHA-256(01 || left || right)`.
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    TreeHash(SHA256.hash(data: [0x01] + left.bytes + right.bytes))
  }
}
