import Foundation
import Sealing
import Traffic

extension EpochFolder {
  /// What is known of an epoch whose logs are all segments.
  func closing() throws -> EpochClosing {
    let note = try EpochNote(in: self)
    let segments = try contents().segments.map { try MappedSegment(segment($0)) }
    var passes: [CameraID: Int] = [:]
    for segment in segments { for each in try segment.scopes() { passes[each.scope.camera, default: 0] += each.passes } }
    return EpochClosing(
      epoch: note.record.context, passes: passes, segments: segments.map(\.digest), byteCount: segments.reduce(0) { $0 + $1.byteCount })
  }
}
