import Crypto
import Foundation

/// How the bytes of an object are encrypted: AES-256-GCM in segments, so that a part of a clip can be read without decrypting all of it.
///
/// Every object has a key of its own, so a segment's number serves as its nonce. The object's ID and length are authenticated with each
/// segment: nothing can be cut off, added, swapped or moved to another object.
struct ObjectCipher {
  /// Plain bytes in a segment.
  static let segmentLength = 256 * 1024
  private static let tagLength = 16
  /// Stands before the segments, so that the algorithm can change.
  private static let suite: UInt8 = 1

  let key: SymmetricKey
  let id: UUID
  /// Length of the original, in bytes.
  let byteCount: Int

  func seal(_ bytes: Data) throws -> Data {
    var sealed = Data([Self.suite])
    sealed.reserveCapacity(1 + byteCount + segmentCount * Self.tagLength)
    for index in 0..<segmentCount {
      let start = bytes.startIndex + index * Self.segmentLength
      let segment = bytes[start..<min(start + Self.segmentLength, bytes.endIndex)]
      let box = try AES.GCM.seal(segment, using: key, nonce: nonce(of: index), authenticating: context)
      sealed.append(box.ciphertext)
      sealed.append(box.tag)
    }
    return sealed
  }

  /// Decrypts a part.
  /// - Parameters:
  ///   - range: Which bytes of the original; must lie in it.
  ///   - sealed: Hands out a part of the sealed bytes.
  /// - Throws: ``StorageFault/damaged(_:)`` where a byte is not what was stored.
  func open(_ range: Range<Int>, from sealed: (Range<Int>) throws -> Data) throws -> Data {
    guard try sealed(0..<1) == Data([Self.suite]) else { throw damage }
    var plain = Data(capacity: range.count)
    let first = range.lowerBound / Self.segmentLength
    let last = max(first, (range.upperBound - 1) / Self.segmentLength)
    for index in first...last {
      let segment = try open(segment: index, from: sealed)
      let offset = index * Self.segmentLength
      let from = max(range.lowerBound - offset, 0)
      plain.append(segment.dropFirst(from).prefix(range.upperBound - offset - from))
    }
    return plain
  }

  private func open(segment index: Int, from sealed: (Range<Int>) throws -> Data) throws -> Data {
    let length = min(Self.segmentLength, byteCount - index * Self.segmentLength)
    let start = 1 + index * (Self.segmentLength + Self.tagLength)
    let bytes = try sealed(start..<start + length + Self.tagLength)
    guard length >= 0, bytes.count == length + Self.tagLength else { throw damage }
    do {
      let box = try AES.GCM.SealedBox(nonce: nonce(of: index), ciphertext: bytes.prefix(length), tag: bytes.suffix(Self.tagLength))
      return try AES.GCM.open(box, using: key, authenticating: context)
    } catch {
      throw damage
    }
  }

  /// An empty object has one empty segment, so that it is authenticated too.
  private var segmentCount: Int { max(1, (byteCount + Self.segmentLength - 1) / Self.segmentLength) }

  private var context: Data { id.bytes + UInt64(byteCount).bigEndianBytes }

  private var damage: StorageFault { .damaged("Object \(id.uuidString.lowercased())") }

  private func nonce(of index: Int) throws -> AES.GCM.Nonce { try AES.GCM.Nonce(data: Data(count: 4) + UInt64(index).bigEndianBytes) }
}
