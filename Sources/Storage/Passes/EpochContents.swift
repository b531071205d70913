import DurableFiles
import Foundation
import Glibc
import Sealing
import Traffic

/// The passes of an epoch, wherever they lie: each in one log or one segment.
struct EpochContents: Sendable {
  var segments: [MappedSegment] = []
  var logs: [PassLog] = []

  /// How often a folder is looked into again because its files changed meanwhile.
  private static let attempts = 5

  init(segments: [MappedSegment], logs: [PassLog]) {
    self.segments = segments
    self.logs = logs
  }

  /// Looks into the folder of an epoch that another process may be writing.
  /// - Returns: `nil` where it was destroyed.
  init?(in folder: EpochFolder) throws {
    for attempt in 1...Self.attempts {
      do {
        self = try Self.read(folder)
        return
      } catch let fault as DiskFault where fault.code == ENOENT {
        // Between listing and opening a log became a segment, or retention came by.
        if access(folder.url.path, F_OK) != 0 { return nil }
        if attempt == Self.attempts { throw fault }
      }
    }
    return nil
  }

  private static func read(_ folder: EpochFolder) throws -> EpochContents {
    let contents = try folder.contents()
    let segments = try contents.segments.map { try MappedSegment(folder.segment($0)) }
    return EpochContents(segments: segments, logs: try Set(contents.logs).subtracting(contents.segments).map { try PassLog.read($0, in: folder) })
  }

  var passCount: Int { segments.reduce(0) { $0 + $1.head.passes } + logs.reduce(0) { $0 + $1.passCount } }
  var byteCount: Int { segments.reduce(0) { $0 + $1.byteCount } + logs.reduce(0) { $0 + $1.byteCount } }

  /// How many passes each scope has; a scope stands once for each part that it is in.
  /// - Parameter cameras: `nil` for all.
  func scopes(of cameras: Set<CameraID>?) throws(StorageFault) -> [(scope: PlateScope, passes: Int)] {
    var found: [(scope: PlateScope, passes: Int)] = []
    for segment in segments { found += try segment.scopes(of: cameras) }
    for log in logs { found += log.scopes.filter { cameras?.contains($0.scope.camera) ?? true } }
    return found
  }
}
