import DurableFiles
import Foundation
import Sealing

/// Finishes what an earlier run began. Nothing that was acknowledged is lost, and nothing is there twice.
struct ArchiveRecovery {
  let root: URL
  let disk: any ArchiveDisk

  /// - Parameter open: epochs that this process has open.
  /// - Returns: What is known of the epochs that had been left open.
  func run(except open: Set<EpochFolder>) throws -> [EpochClosing] {
    for name in try OpenFile.names(in: root) where name.hasSuffix(DestroyedDay.suffix) { try disk.removeFolder(root.appending(path: name)) }
    var closings: [EpochClosing] = []
    for day in try EpochFolder.days(in: root) {
      for folder in try EpochFolder.folders(of: day, in: root) where !open.contains(folder) {
        if try mend(folder) { closings.append(try folder.closing()) }
      }
    }
    return closings
  }

  /// - Returns: Whether the epoch had been left open.
  private func mend(_ folder: EpochFolder) throws -> Bool {
    let contents = try folder.contents()
    guard contents.hasRecord else {
      // Its record was not durable, so no pass was ever sealed in it.
      try disk.removeFolder(folder.url)
      return false
    }
    for draft in contents.drafts { try disk.remove(draft) }
    guard !contents.logs.isEmpty else { return false }
    let writer = SegmentWriter(folder: folder, note: try EpochNote(in: folder), disk: disk)
    for part in contents.logs {
      if contents.segments.contains(part), isWhole(folder.segment(part)) {
        try writer.remove(part)
      } else {
        _ = try writer.settle(PassLog.read(part, in: folder))
      }
    }
    return true
  }

  private func isWhole(_ file: URL) -> Bool { (try? MappedSegment(file).verify()) != nil }
}
