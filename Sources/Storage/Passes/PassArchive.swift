import DurableFiles
public import Foundation
public import Sealing
import Synchronization
import Traffic

/// Where sealed passes rest: plain files, a folder for each day of arrival and in it one for each epoch. See ``EpochFolder`` and ``SegmentHead``
/// for what lies there. Retention is the removal of a day's folder.
///
/// One process writes; others may look. What is in clear: camera, hour of capture, epoch, counts and sizes. The order of arrival is gone as soon as
/// an epoch is closed, and the files say of themselves that they are as old as their epoch.
public final class PassArchive: PassStore, Sendable {
  let root: URL
  let disk: any ArchiveDisk
  let closed: ClosedEpochs
  private let limits: ArchiveLimits
  /// Held while this process writes.
  let writing: FolderLock
  /// Where folders are made and mended, one after the other.
  private let queue = DispatchQueue(label: "gantry.storage.archive")
  /// Owned by this type; guarded by its mutex.
  private let epochs = Mutex<[EpochContext: OpenEpoch]>([:])

  /// Looks at a folder; makes it (0700) where it is missing. Nothing is read yet, however much there is.
  /// - Parameters:
  ///   - folder: Belongs to the archive alone.
  ///   - reserveBytes: What must stay free on the disk; less of it counts as full.
  public convenience init(folder: URL, reserveBytes: Int = 64 << 20) throws(StorageFault) {
    try self.init(folder: folder, disk: LocalArchiveDisk(), limits: ArchiveLimits(reserveBytes: reserveBytes))
  }

  init(folder: URL, disk: any ArchiveDisk, limits: ArchiveLimits) throws(StorageFault) {
    root = folder
    self.disk = disk
    self.limits = limits
    closed = ClosedEpochs(mostSegments: limits.openSegments)
    writing = FolderLock(file: folder.appending(path: "writing.lock"))
    try storage { try disk.makeFolder(folder) }
  }

  /// Takes the archive for writing and finishes what an earlier run began: logs become segments, drafts and half destroyed days go.
  /// - Returns: What is known of the epochs that were left open, for the log.
  /// - Throws: ``StorageFault/inUse(_:)`` where another process writes; ``StorageFault/damaged(_:)`` with a file's name.
  @discardableResult
  public func recover() async throws -> [EpochClosing] {
    try await onQueue { [self] in
      try writing.take()
      return try ArchiveRecovery(root: root, disk: disk).run(except: Set(epochs.withLock { $0.keys.map { EpochFolder(of: $0, in: root) } }))
    }
  }

  /// Opens an epoch. Its record is durable on return, and only then may a pass be sealed in it.
  /// - Throws: ``StorageFault/failed(_:)`` where record and period are of different epochs, or the epoch was opened before.
  public func open(_ record: EpochRecord, period: EpochPeriod) async throws {
    let note = try EpochNote(record: record, period: period)
    try await onQueue { [self] in
      try writing.take()
      let folder = EpochFolder(of: record.context, in: root)
      let log = try FolderOpening(folder: folder, disk: disk).open(note, capacity: limits.readingsInLog)
      let epoch = OpenEpoch(note, in: folder, log: log, on: disk, limits: limits)
      epochs.withLock { $0[record.context] = epoch }
    }
  }

  /// Adds a pass to its epoch. Concurrent callers share one wait for the disk.
  /// - Parameter then: is told when the pass is durable, and found; or ``StorageFault/notFound(_:)`` where the epoch is not open (any more),
  ///   ``StorageFault/full(_:)`` or ``StorageFault/failed(_:)`` where the disk takes no more: then nothing of the pass is kept, and it may be tried
  ///   again.
  public func append(_ pass: SealedRecord, then: @escaping @Sendable (Result<Void, any Error>) -> Void) {
    guard let epoch = epoch(pass.context) else { return then(.failure(StorageFault.notFound("An open epoch for this pass"))) }
    do {
      epoch.append(try PassFrame(pass), then: then)
    } catch {
      then(.failure(error))
    }
  }

  /// Ends an epoch: its passes stand in segments on return, in an order that says nothing.
  /// - Returns: What is known of it, for the log. The same again for an epoch that is closed already.
  /// - Throws: ``StorageFault/notFound(_:)`` for one that is not here; ``StorageFault/full(_:)`` where the segments have no room: its passes stay
  ///   where they are and are found as before, it takes no more, and it may be closed again.
  public func close(_ epoch: EpochContext) async throws -> EpochClosing {
    if let open = self.epoch(epoch) {
      do {
        try await open.close()
      } catch {
        throw StorageFault(cause: error)
      }
      epochs.withLock { $0[epoch] = nil }
    }
    return try closing(of: epoch)
  }

  /// An epoch that is open here.
  func epoch(_ context: EpochContext) -> OpenEpoch? { epochs.withLock { $0[context] } }

  /// The days on which epochs are open here.
  var openDays: Set<UTCDay> { epochs.withLock { Set($0.keys.map(\.day)) } }

  /// The epochs that are open here, by their folders.
  var openFolders: [EpochFolder: OpenEpoch] {
    epochs.withLock { epochs in Dictionary(epochs.map { (EpochFolder(of: $0.key, in: root), $0.value) }) { first, _ in first } }
  }

  /// Blocks a thread of the queue and none of those that everybody shares.
  private func onQueue<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { answer in
      queue.async { answer.resume(with: Result { try work() }.mapError { StorageFault(cause: $0) }) }
    }
  }
}

/// Runs work of the archive and says what its faults mean for the caller.
func storage<Value>(_ work: () throws -> Value) throws(StorageFault) -> Value {
  do {
    return try work()
  } catch {
    throw StorageFault(cause: error)
  }
}
