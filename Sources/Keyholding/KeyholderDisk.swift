package import Foundation

/// What a keyholder's folder asks of a disk. A seam, so that a test can let it fail at every step.
package protocol KeyholderDisk: Sendable {
  /// Makes a file (0600) that was not there, writes all bytes and waits until they are durable. May leave half a file where it fails.
  func create(_ file: URL, _ bytes: Data) throws(KeyholdingFault)
  /// Adds bytes to a file's end, which is made where it is missing, and waits until they are durable. May leave half of them.
  func append(_ bytes: Data, to file: URL) throws(KeyholdingFault)
  /// Writes zeros over all of a file where it lies, and waits until they are durable.
  func overwrite(_ file: URL) throws(KeyholdingFault)
  func truncate(_ file: URL, to count: Int) throws(KeyholdingFault)
  func move(_ file: URL, to destination: URL) throws(KeyholdingFault)
  func remove(_ file: URL) throws(KeyholdingFault)
  /// Waits until the names in a folder are durable.
  func synchronise(_ folder: URL) throws(KeyholdingFault)
  /// All bytes of a file; `nil` where there is none.
  func read(_ file: URL) throws(KeyholdingFault) -> Data?
  /// Makes a folder (0700) where it is missing.
  func makeFolder(_ folder: URL) throws(KeyholdingFault)
  /// The names in a folder.
  func names(in folder: URL) throws(KeyholdingFault) -> [String]
}
