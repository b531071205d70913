import DurableFiles
import Foundation
import Sealing
import Traffic

/// Turns logs into segments. A crash at any point leaves the log, the segment, or both.
struct SegmentWriter {
  let folder: EpochFolder
  let note: EpochNote
  let disk: any ArchiveDisk

  /// Writes a log's passes as a segment and then removes the log.
  /// - Returns: The segment; `nil` where the log had no pass.
  func settle(_ log: PassLog) throws -> MappedSegment? {
    guard log.passCount > 0 else {
      try remove(log.part)
      return nil
    }
    let file = folder.segment(log.part)
    let draft = folder.draft(of: file)
    do {
      try write(log, to: draft)
      try disk.setTimes(of: draft, to: note.period.opensAt)
      try disk.move(draft, to: file)
    } catch {
      try? disk.remove(draft)
      throw error
    }
    try disk.synchronise(folder: folder.url)
    let segment = try MappedSegment(file)
    try remove(log.part)
    return segment
  }

  /// Removes a log whose passes are in a segment, or that has none. The folder's times do not say when.
  func remove(_ part: String) throws(DiskFault) {
    try disk.remove(folder.log(part))
    try disk.setTimes(of: folder.url, to: note.period.opensAt)
    try disk.synchronise(folder: folder.url)
  }

  private func write(_ log: PassLog, to draft: URL) throws {
    let index = log.settledIndex
    let (plan, entries, scopes) = (SegmentPlan(of: index, context: context), index.entries, index.scopes)
    var segment = try SegmentDraft(draft, on: disk)
    try segment.add(opening(plan))
    try segment.add(table(of: scopes, plan))
    for number in plan.order { try segment.add(line(entries[Int(number)], plan.rows[Int(number)])) }
    for number in plan.order where entries[Int(number)].reading == 0 {
      let entry = entries[Int(number)]
      let row = ArchivedRow(of: try log.bytes(of: entry), in: scopes[Int(entry.scope)], context: context).bytes
      var head = Data(capacity: SegmentHead.rowHeadBytes + row.count)
      head.append(UInt32(row.count))
      try segment.add(head + row)
    }
    try segment.finish()
  }

  private var context: EpochContext { note.record.context }

  /// Head and names.
  private func opening(_ plan: SegmentPlan) -> Data {
    var bytes = plan.head.bytes
    bytes.append(UInt8(context.bytes.count))
    bytes.append(context.bytes)
    var place = plan.head.namesAt + plan.cameras.count * SegmentHead.cameraBytes
    for camera in plan.cameras {
      bytes.append(UInt64(place))
      place += 1 + camera.rawValue.utf8.count
    }
    for camera in plan.cameras { bytes.append(prefixed: camera.rawValue) }
    return bytes
  }

  /// The table of scopes.
  private func table(of scopes: [PlateScope], _ plan: SegmentPlan) -> Data {
    var bytes = Data(capacity: scopes.count * SegmentHead.scopeBytes)
    var (camera, first) = (0, 0)
    for number in plan.scopes {
      while plan.cameras[camera] != scopes[number].camera { camera += 1 }
      bytes.append(UInt32(camera))
      bytes.append(scopes[number].captureHour)
      bytes.append(UInt64(first))
      bytes.append(UInt32(plan.tokens[number]))
      bytes.append(UInt32(plan.passes[number]))
      first += plan.tokens[number]
    }
    return bytes
  }

  private func line(_ entry: PassLogEntry, _ row: UInt64) -> Data {
    var bytes = Data(capacity: SegmentHead.tokenBytes)
    bytes.append(entry.token.high)
    bytes.append(entry.token.low)
    bytes.append(row)
    return bytes
  }
}
