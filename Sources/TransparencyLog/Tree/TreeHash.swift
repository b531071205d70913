import Crypto
public import Foundation

/// A hash in a log's Merkle tree (RFC 6962): of an entry, or of two hashes below it.
public struct TreeHash: Hashable, Sendable {
  static let byteCount = 32
  /// The root of a tree without entries: SHA-256 of nothing.
  public static let empty = TreeHash(SHA256.hash(data: Data()))

  /// The bytes as they come. Kept in place, because a tree is made of very many.
  private struct Words: Hashable {
    var first: UInt64 = 0
    var second: UInt64 = 0
    var third: UInt64 = 0
    var fourth: UInt64 = 0
  }

  private let words: Words

  /// 32 bytes.
  public var bytes: Data { withUnsafeBytes(of: words) { Data($0) } }

  /// - Returns: `nil` unless there are 32 bytes.
  public init?(bytes: Data) {
    guard bytes.count == Self.byteCount else { return nil }
    var words = Words()
    _ = withUnsafeMutableBytes(of: &words) { bytes.copyBytes(to: $0) }
    self.words = words
  }

  /// The hashes that stand one after the other in a tile.
  /// - Parameter count: of as many as are wanted; there must be so many.
  static func all(in tile: Data, count: Int) -> [TreeHash] {
    tile.withUnsafeBytes { bytes in (0..<count).map { TreeHash(bytes.loadUnaligned(fromByteOffset: $0 * byteCount, as: Words.self)) } }
  }

  private init(_ words: Words) { self.words = words }

  public init?(base64 text: String) {
    guard let bytes = Data(canonicalBase64: text) else { return nil }
    self.init(bytes: bytes)
  }

  private init(_ digest: SHA256.Digest) {
    var words = Words()
    withUnsafeMutableBytes(of: &words) { target in digest.withUnsafeBytes { target.copyMemory(from: $0) } }
    self.words = words
  }

  public var base64: String { bytes.base64EncodedString() }

  /// `SHA-256(00 || entry)`.
  public static func leaf(_ entry: Data) -> TreeHash {
    TreeHash(SHA256.hash(data: [0x00] + entry))
  }

  /// `SHA-256(01 || left || right)`.
  public static func node(_ left: TreeHash, _ right: TreeHash) -> TreeHash {
    withUnsafeTemporaryAllocation(byteCount: 1 + 2 * byteCount, alignment: 1) { both in
      both[0] = 0x01
      withUnsafeBytes(of: left.words) { UnsafeMutableRawBufferPointer(rebasing: both[1...byteCount]).copyMemory(from: $0) }
      withUnsafeBytes(of: right.words) { UnsafeMutableRawBufferPointer(rebasing: both[(1 + byteCount)...]).copyMemory(from: $0) }
      return TreeHash(SHA256.hash(data: UnsafeRawBufferPointer(both)))
    }
  }
}
