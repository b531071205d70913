import Foundation

/// What the store asks of a disk. A seam, so that a test can fill the disk up in the middle of a write.
protocol Disk: Sendable {
  /// Makes a file (0600) that was not there, writes all bytes and waits until they are durable. May leave half a file where it fails.
  func write(_ bytes: Data, to file: URL) throws
  func move(_ file: URL, to destination: URL) throws
  /// Waits until the names in a folder are durable.
  func synchronise(folder: URL) throws
  /// Bytes of a file; `nil` range for all of them. Fewer where the file ends before.
  func read(_ file: URL, range: Range<Int>?) throws -> Data
  /// Removes a file; quietly where there is none.
  func remove(_ file: URL) throws
  /// What an ordinary user may still write, in bytes.
  func freeBytes(at folder: URL) throws -> Int
}
