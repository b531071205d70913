import DurableFiles
public import Foundation
import Glibc
public import Sealing
public import Traffic

extension PassArchive {
  /// The epochs of some days of arrival, with what passes they have, also those that are open still.
  /// - Returns: In the order in which they were opened.
  public func epochs(from first: UTCDay, through last: UTCDay) throws(StorageFault) -> [StoredEpoch] {
    try epochs(from: first, through: last, cameras: nil)
  }

  /// The same with the passes of some cameras only, which takes less where there are many others; with none for the epochs' records alone.
  /// - Parameter cameras: `nil` for all.
  public func epochs(from first: UTCDay, through last: UTCDay, cameras: Set<CameraID>?) throws(StorageFault) -> [StoredEpoch] {
    var epochs: [StoredEpoch] = []
    try look(at: { first <= $0 && $0 <= last }) { folder, contents in
      let note = try EpochNote(in: folder)
      var scopes: [PlateScope: Int] = [:]
      for each in try contents.scopes(of: cameras) { scopes[each.scope, default: 0] += each.passes }
      epochs.append(StoredEpoch(record: note.record, period: note.period, scopes: scopes))
    }
    return epochs.sorted { $0.period.opensAt < $1.period.opensAt }
  }

  /// What is known of a closed epoch, for the log.
  /// - Throws: ``StorageFault/notFound(_:)``; ``StorageFault/failed(_:)`` where it is open still.
  public func closing(of epoch: EpochContext) throws(StorageFault) -> EpochClosing {
    let folder = EpochFolder(of: epoch, in: root)
    return try storage {
      guard access(folder.url.path, F_OK) == 0 else { throw StorageFault.notFound("Epoch \(folder.name) of \(folder.day)") }
      guard try folder.contents().logs.isEmpty else { throw StorageFault.failed("epoch \(folder.name) of \(folder.day) is open still.") }
      return try folder.closing()
    }
  }

  /// The days of arrival that have passes or could get some, in their order.
  public func days() throws(StorageFault) -> [ArchivedDay] {
    var days: [UTCDay: (epochs: Int, passes: Int, bytes: Int)] = [:]
    try look(at: { _ in true }) { folder, contents in
      let sum = days[folder.day, default: (0, 0, 0)]
      days[folder.day] = (sum.epochs + 1, sum.passes + contents.passCount, sum.bytes + contents.byteCount)
    }
    return days.sorted { $0.key < $1.key }.map { ArchivedDay(day: $0, epochs: $1.epochs, passes: $1.passes, byteCount: $1.bytes) }
  }

  /// How many passes rest here whose capture hour lies in a span.
  /// - Parameters:
  ///   - camera: `nil` for all cameras.
  ///   - from: The first instant that counts, rounded down to its hour.
  ///   - to: The first instant that no longer counts, rounded up to its hour.
  public func count(of camera: CameraID?, from: Date, to: Date) throws(StorageFault) -> Int {
    let (first, end) = (from.hourSince1970, Int((to.timeIntervalSince1970 / 3600).rounded(.up)))
    var count = 0
    // A pass may arrive days after it was captured, or before by a clock that is wrong, so no day is left out.
    try look(at: { _ in true }) { _, contents in
      for each in try contents.scopes(of: camera.map { [$0] }) where Int(each.scope.captureHour) >= first && Int(each.scope.captureHour) < end {
        count += each.passes
      }
    }
    return count
  }

  /// Reads a day's segments from end to end and compares them with the hashes that they end with, which are those of ``EpochClosing``.
  /// - Throws: ``StorageFault/damaged(_:)`` with the name of the first file that is not what was written.
  public func verify(_ day: UTCDay) throws(StorageFault) {
    try look(at: { $0 == day }) { _, contents in for segment in contents.segments { try segment.verify() } }
  }

  /// Removes all files of a day of arrival; durable on return. Quietly where there are none.
  /// - Throws: ``StorageFault/failed(_:)`` while an epoch of that day is open; ``StorageFault/inUse(_:)`` where another process writes.
  public func destroy(_ day: UTCDay) throws(StorageFault) {
    guard !openDays.contains(day) else { throw .failed("an epoch of \(day) is open still. Close it first.") }
    try storage {
      try writing.take()
      try DestroyedDay(day: day, root: root, disk: disk).destroy()
    }
    closed.forget(day)
  }

  /// Visits the epochs of some days. One that is destroyed meanwhile, or whose record is not there yet, is passed over.
  private func look(at days: (UTCDay) -> Bool, _ visit: (EpochFolder, EpochContents) throws -> Void) throws(StorageFault) {
    let open = openFolders
    try storage {
      for day in try EpochFolder.days(in: root) where days(day) {
        for folder in try EpochFolder.folders(of: day, in: root) {
          guard let contents = try open[folder]?.contents ?? closed.contents(of: folder) else { continue }
          guard access(folder.record.path, F_OK) == 0 else { continue }
          try visit(folder, contents)
        }
      }
    }
  }
}
