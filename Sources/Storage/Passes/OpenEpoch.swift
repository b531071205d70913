import DurableFiles
import Foundation
import Sealing
import Synchronization

/// An epoch that passes are added to. Writes what concurrent callers bring in one go, so that they share one wait for the disk; nobody is answered
/// before the pass is durable.
final class OpenEpoch: Sendable {
  /// How long a caller waits for others to come along.
  private static let gathering = DispatchTimeInterval.microseconds(1000)

  /// The parts of the epoch. Each pass is in one of them.
  private struct Parts {
    /// Where passes are added; `nil` when the epoch is closed.
    var active: PassLog?
    /// Logs that are to become segments.
    var full: [PassLog] = []
    var segments: [MappedSegment] = []
  }

  private let writer: SegmentWriter
  private let disk: any ArchiveDisk
  private let limits: ArchiveLimits
  private let queue = DispatchQueue(label: "gantry.storage.passes")
  /// Where logs become segments, so that passes do not wait for that.
  private let settling = DispatchQueue(label: "gantry.storage.passes.settling", qos: .utility)
  private let line = WaitingPasses()
  /// Owned by this type; guarded by its mutex. Logs and segments are exchanged in one step, so that whoever looks finds each pass once.
  private let parts: Mutex<Parts>

  /// - Parameter log: the first, whose name is durable.
  init(_ note: EpochNote, in folder: EpochFolder, log: PassLog, on disk: any ArchiveDisk, limits: ArchiveLimits) {
    self.disk = disk
    self.limits = limits
    writer = SegmentWriter(folder: folder, note: note, disk: disk)
    parts = Mutex(Parts(active: log))
  }

  /// All passes that were acknowledged.
  var contents: EpochContents {
    parts.withLock { EpochContents(segments: $0.segments, logs: $0.full + [$0.active].compactMap(\.self)) }
  }

  /// Adds a pass.
  /// - Parameter then: is told on the queue when the pass is durable, or could not be written.
  func append(_ frame: PassFrame, then: @escaping @Sendable (Result<Void, any Error>) -> Void) {
    if line.add(WaitingPasses.Waiting(frame: frame, answer: then)) { gather() }
  }

  /// Lets no more passes in and makes segments of all logs. May be tried again where it fails.
  func close() async throws {
    try await withCheckedThrowingContinuation { (answer: CheckedContinuation<Void, any Error>) in
      queue.async {
        self.parts.withLock { parts in
          if let last = parts.active { parts.full.append(last) }
          parts.active = nil
        }
        self.settling.async { answer.resume(with: Result { try self.settle() }) }
      }
    }
  }

  private func gather() { queue.asyncAfter(deadline: .now() + Self.gathering) { self.run() } }

  /// Runs on the queue. Those who came meanwhile are waited for once more, because they rarely come alone.
  private func run() {
    write(line.nextGroup())
    // Those who were told may have had a clear pass in hand.
    LeftoverMemory.eraseStack()
    if line.goesOn() { gather() }
  }

  private func write(_ group: [WaitingPasses.Waiting]) {
    do {
      let frames = group.map(\.frame)
      try makeSureOfRoom(for: frames.reduce(0) { $0 + $1.bytes.count })
      try writableLog().append(frames, on: disk)
      for each in group { each.answer(.success(())) }
    } catch {
      for each in group { each.answer(.failure(StorageFault(cause: error))) }
    }
  }

  /// Room is kept for the segments, too, so that what was begun can be finished.
  private func makeSureOfRoom(for byteCount: Int) throws {
    let logged = contents.logs.reduce(0) { $0 + $1.byteCount }
    guard try disk.freeBytes(at: writer.folder.url) - byteCount - logged >= limits.reserveBytes else {
      throw StorageFault.full("less than \(limits.reserveBytes / 1_048_576) MiB would stay free.")
    }
  }

  /// The log to add to: a new one where the last is full or no longer trusted.
  private func writableLog() throws -> PassLog {
    guard let active = parts.withLock({ $0.active }) else { throw StorageFault.notFound("An open epoch for this pass") }
    guard active.isFull || active.isBroken else { return active }
    let next = try PassLog.begin(in: writer.folder, on: disk, capacity: limits.readingsInLog)
    try disk.synchronise(folder: writer.folder.url)
    parts.withLock { parts in
      parts.full.append(active)
      parts.active = next
    }
    // Where that fails, the log stays, is looked into as before, and is tried again with the next one or at the end of the epoch.
    settling.async { try? self.settle() }
    return next
  }

  /// Runs on the settling queue.
  private func settle() throws {
    for log in parts.withLock({ $0.full }) {
      let segment = try writer.settle(log)
      parts.withLock { parts in
        parts.full.removeAll { $0 === log }
        if let segment { parts.segments.append(segment) }
      }
    }
  }
}
