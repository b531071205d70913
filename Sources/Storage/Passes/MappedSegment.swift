import Crypto
import DurableFiles
import Foundation
import Sealing
import Traffic

/// A segment that is open for reading: where it lies in memory nothing is read that is not looked for.
final class MappedSegment: Sendable {
  let file: URL
  /// `ctx` of the epoch.
  let context: Data
  let head: SegmentHead
  private let map: MappedFile

  /// - Throws: ``StorageFault/damaged(_:)`` where the file cannot be a segment; what its rows say is not looked at.
  init(_ file: URL) throws {
    let map = try MappedFile(file)
    let opened = map.withBytes { bytes in
      SegmentHead(bytes).flatMap { head in
        let segment = SegmentBytes(bytes: bytes, head: head)
        return segment.hasAllNames ? segment.context.map { (head, Data($0)) } : nil
      }
    }
    guard let opened else { throw StorageFault.damaged(file.path) }
    (head, context) = opened
    self.map = map
    self.file = file
  }

  var byteCount: Int { head.fileBytes }

  /// SHA-256 of all but itself, as it was when the segment was written.
  var digest: Data { withBytes(\.digest) }

  var damage: StorageFault { .damaged(file.path) }

  /// Reads all of it.
  /// - Throws: ``StorageFault/damaged(_:)`` where it is not what was written.
  func verify() throws(StorageFault) {
    let isWhole = map.withBytes { bytes in
      var hash = SHA256()
      hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: bytes[..<head.endsAt]))
      return Data(hash.finalize()) == digest
    }
    guard isWhole else { throw damage }
  }

  /// How many passes each scope has.
  /// - Parameter cameras: `nil` for all.
  func scopes(of cameras: Set<CameraID>? = nil) throws(StorageFault) -> [(scope: PlateScope, passes: Int)] {
    let scopes = withBytes { segment in cameras.map { segment.scopes(of: $0) } ?? segment.allScopes() }
    guard let scopes else { throw damage }
    return scopes
  }

  func withBytes<Result>(_ body: (SegmentBytes) throws -> Result) rethrows -> Result {
    try map.withBytes { try body(SegmentBytes(bytes: $0, head: head)) }
  }
}
