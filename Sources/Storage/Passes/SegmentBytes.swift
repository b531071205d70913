import Foundation
import Sealing
import Traffic

/// A segment's bytes with what lies where. What it finds damaged is `nil`, for whoever knows the file's name to say.
struct SegmentBytes {
  /// One line of the table of scopes.
  struct Scope {
    let camera: Int
    let captureHour: UInt32
    /// Which lines of the table of tokens are its own.
    let tokens: Range<Int>
    let passes: Int
  }

  let bytes: UnsafeRawBufferPointer
  let head: SegmentHead

  /// `ctx` of the epoch.
  var context: UnsafeRawBufferPointer? { prefixed(at: SegmentHead.byteCount, before: head.namesAt) }

  var digest: Data { Data(bytes[head.endsAt...]) }

  /// Whether every camera has a name, which the search for one relies on.
  var hasAllNames: Bool { (0..<head.cameras).allSatisfy { camera($0) != nil } }

  func camera(_ number: Int) -> UnsafeRawBufferPointer? {
    guard number < head.cameras,
      let place = Int(exactly: bytes.number(at: head.namesAt + number * SegmentHead.cameraBytes, as: UInt64.self)), place >= head.namesAt
    else { return nil }
    return prefixed(at: place, before: head.scopesAt)
  }

  /// A line of the table of scopes, which has ``SegmentHead/scopes``.
  func scope(_ number: Int) -> Scope? {
    let place = head.scopesAt + number * SegmentHead.scopeBytes
    let first = bytes.number(at: place + 8, as: UInt64.self)
    let count = Int(bytes.number(at: place + 16, as: UInt32.self))
    guard first <= UInt64(head.tokens), Int(first) + count <= head.tokens else { return nil }
    return Scope(
      camera: Int(bytes.number(at: place, as: UInt32.self)), captureHour: bytes.number(at: place + 4, as: UInt32.self),
      tokens: Int(first)..<Int(first) + count, passes: Int(bytes.number(at: place + 20, as: UInt32.self)))
  }

  /// A line of the table of tokens, which has ``SegmentHead/tokens``.
  func token(_ number: Int) -> RowToken { RowToken(bytes, at: head.tokensAt + number * SegmentHead.tokenBytes) }

  /// Where the row of a line of the table of tokens begins.
  func row(_ number: Int) -> Int? {
    let place = bytes.number(at: head.tokensAt + number * SegmentHead.tokenBytes + RowToken.byteCount, as: UInt64.self)
    guard place >= UInt64(head.rowsAt), place < UInt64(head.endsAt) else { return nil }
    return Int(place)
  }

  /// The pass at a place, put together again as it was sealed.
  func pass(at place: Int, in scope: PlateScope) -> SealedRecord? {
    guard let context, place + SegmentHead.rowHeadBytes <= head.endsAt else { return nil }
    let start = place + SegmentHead.rowHeadBytes
    let length = Int(bytes.number(at: place, as: UInt32.self))
    guard start + length <= head.endsAt else { return nil }
    return ArchivedRow(bytes: Data(bytes[start..<start + length])).pass(in: scope, context: Data(context))
  }

  private func prefixed(at place: Int, before end: Int) -> UnsafeRawBufferPointer? {
    guard place < end, place + 1 + Int(bytes[place]) <= end else { return nil }
    return UnsafeRawBufferPointer(rebasing: bytes[place + 1..<place + 1 + Int(bytes[place])])
  }
}
