import Crypto
import DurableFiles
import Foundation

/// A file that is being written from its start to its end, with the hash of all that was written. Has one owner.
struct SegmentDraft {
  private static let piece = 1 << 20

  let file: ArchiveFile
  private let disk: any ArchiveDisk
  private var hash = SHA256()
  private var waiting = Data(capacity: piece + 65_536)
  private var written = 0

  init(_ url: URL, on disk: any ArchiveDisk) throws(DiskFault) {
    self.disk = disk
    // A crash, or a disk that was full, left it.
    try disk.remove(url)
    file = try disk.create(url)
  }

  mutating func add(_ bytes: Data) throws(DiskFault) {
    waiting.append(bytes)
    if waiting.count >= Self.piece { try flush() }
  }

  /// Writes the hash of all before behind it; the file is durable on return.
  mutating func finish() throws(DiskFault) {
    try flush()
    waiting = Data(hash.finalize())
    try flush()
    try disk.synchronise(file)
  }

  private mutating func flush() throws(DiskFault) {
    hash.update(data: waiting)
    try disk.write(waiting, at: written, to: file)
    written += waiting.count
    waiting.removeAll(keepingCapacity: true)
  }
}
