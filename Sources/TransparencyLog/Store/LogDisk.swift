package import Foundation

/// What the folders of logs and witnesses ask of a disk. A seam, so that a test can let it fail at every step.
package protocol LogDisk: Sendable {
  /// Makes a file (0600) that was not there, writes all bytes and waits until they are durable. May leave half a file where it fails.
  func create(_ file: URL, _ bytes: Data) throws(TransparencyFault)
  func move(_ file: URL, to destination: URL) throws(TransparencyFault)
  /// Removes a file; quietly where there is none.
  func remove(_ file: URL) throws(TransparencyFault)
  /// Removes a folder with all its files; quietly where there is none.
  func removeFolder(_ folder: URL) throws(TransparencyFault)
  /// Makes a folder (0700) in one that is there; quietly where it is there already.
  func makeFolder(_ folder: URL) throws(TransparencyFault)
  /// Waits until the names in a folder are durable.
  func synchronise(_ folder: URL) throws(TransparencyFault)
  /// All bytes of a file; `nil` where there is none.
  func read(_ file: URL) throws(TransparencyFault) -> Data?
  /// The names in a folder; none where there is no folder.
  func names(in folder: URL) throws(TransparencyFault) -> [String]
}
