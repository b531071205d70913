import DurableFiles
import Foundation

/// What the pass archive asks of a disk when it changes something. A seam, so that a test can fill the disk up or lose power at every step.
/// Reading goes past it.
protocol ArchiveDisk: Sendable {
  /// Makes a folder (0700); quietly where there is one.
  func makeFolder(_ folder: URL) throws(DiskFault)
  /// Makes a file (0600) that was not there.
  func create(_ file: URL) throws(DiskFault) -> ArchiveFile
  /// Writes all bytes at a place, and does not wait until they are durable. May leave half of them where it fails.
  func write(_ bytes: Data, at offset: Int, to file: ArchiveFile) throws(DiskFault)
  /// Waits until what was written is durable.
  func synchronise(_ file: ArchiveFile) throws(DiskFault)
  /// Cuts a file off and waits until that is durable.
  func truncate(_ file: ArchiveFile, to count: Int) throws(DiskFault)
  /// Waits until the names in a folder are durable.
  func synchronise(folder: URL) throws(DiskFault)
  func setTimes(of file: URL, to instant: Date) throws(DiskFault)
  func move(_ file: URL, to destination: URL) throws(DiskFault)
  /// Removes a file; quietly where there is none.
  func remove(_ file: URL) throws(DiskFault)
  /// Removes a folder with all that is in it; quietly where there is none.
  func removeFolder(_ folder: URL) throws(DiskFault)
  /// What an ordinary user may still write, in bytes.
  func freeBytes(at folder: URL) throws(DiskFault) -> Int
}
