import DurableFiles
import Foundation
import Glibc
import Sealing
import Synchronization

/// A log of passes: they are added behind each other, durable before they are acknowledged, until the log is full or the epoch over.
final class PassLog: Sendable {
  /// Bytes after which a log is full, however few its readings are, where passes have pictures.
  private static let mostBytes = 1 << 30

  let part: String
  /// Readings after which it is full.
  private let capacity: Int
  private let file: ArchiveFile
  /// What was acknowledged. Changed by the epoch's queue alone, read by anybody; guarded by its mutex.
  private let index: Mutex<LogIndex>
  /// Whether a write failed so that nobody knows what the file says behind what was acknowledged. Guarded by its mutex.
  private let broken = Mutex(false)

  private init(part: String, capacity: Int, file: ArchiveFile, index: consuming LogIndex) {
    self.part = part
    self.capacity = capacity
    self.file = file
    self.index = Mutex(index)
  }

  /// Begins a log. Its name is durable once its folder was synchronised.
  static func begin(in folder: EpochFolder, on disk: any ArchiveDisk, capacity: Int) throws -> PassLog {
    let part = EpochFolder.newPart()
    // The last passes may come in one go, each with its readings.
    let index = LogIndex(capacity: capacity + 3 * WaitingPasses.mostAtOnce)
    return PassLog(part: part, capacity: capacity, file: try disk.create(folder.log(part)), index: index)
  }

  /// Reads the log that another run left or another process writes. A torn end was never acknowledged and is left out.
  static func read(_ part: String, in folder: EpochFolder) throws -> PassLog {
    let file = try ArchiveFile(folder.log(part), O_RDONLY, for: "reading a log of passes")
    let end = try file.open.size()
    var index = LogIndex(capacity: 0)
    while let frame = try PassFrame(in: file, at: index.length, endsAt: end) { index.add(frame) }
    return PassLog(part: part, capacity: 0, file: file, index: index)
  }

  var damage: StorageFault { .damaged(file.url.path) }
  var isFull: Bool { index.withLock { $0.entries.count >= capacity || $0.length >= Self.mostBytes } }
  var isBroken: Bool { broken.withLock { $0 } }
  var passCount: Int { index.withLock { $0.passCount } }
  var byteCount: Int { index.withLock { $0.length } }
  /// How many passes each scope has.
  var scopes: [(scope: PlateScope, passes: Int)] { index.withLock { Array(zip($0.scopes, $0.passes)) } }

  /// Adds passes; they are durable, and found, on return. Nothing of them is left where it throws.
  func append(_ frames: [PassFrame], on disk: any ArchiveDisk) throws(DiskFault) {
    let length = byteCount
    var bytes = Data(capacity: frames.reduce(0) { $0 + $1.bytes.count })
    for frame in frames { bytes.append(frame.bytes) }
    do {
      try disk.write(bytes, at: length, to: file)
    } catch {
      cutBack(to: length, on: disk)
      throw error
    }
    do {
      try disk.synchronise(file)
    } catch {
      // The system may have given up pages that it could not write, and says so once only. This file is not trusted with another pass.
      broken.withLock { $0 = true }
      cutBack(to: length, on: disk)
      throw error
    }
    index.withLock { index in for frame in frames { index.add(frame) } }
  }

  /// What was acknowledged so far. To be asked for when nothing more is added, because whoever adds would have to copy all of it first.
  var settledIndex: LogIndex { index.withLock { $0 } }

  /// Looks at what was acknowledged, while nothing is added.
  func withIndex<Result>(_ body: (borrowing LogIndex) throws -> Result) rethrows -> Result { try index.withLock { try body($0) } }

  /// A pass's bytes.
  func bytes(of entry: PassLogEntry) throws(DiskFault) -> Data {
    try file.open.read(Int(entry.offset)..<Int(entry.offset) + Int(entry.byteCount), for: "reading a log of passes")
  }

  private func cutBack(to length: Int, on disk: any ArchiveDisk) {
    do {
      try disk.truncate(file, to: length)
    } catch {
      broken.withLock { $0 = true }
    }
  }
}
