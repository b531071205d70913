package import Foundation
import Glibc

/// A file or folder that is open, asked directly, because only `fsync` says when bytes are durable. Closed with its owner, and never handed on to
/// a child.
package struct OpenFile: ~Copyable {
  package let descriptor: Int32
  private let operation: String

  /// - Parameters:
  ///   - flags: as of `open(2)`. A file that is made belongs to its owner alone (0600).
  ///   - operation: what it is opened for, in words; stands in every fault that names nothing else.
  package init(_ file: URL, _ flags: Int32, for operation: String) throws(DiskFault) {
    let opened = open(file.path, flags | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw DiskFault(operation: operation, code: errno) }
    descriptor = opened
    self.operation = operation
  }

  deinit { close(descriptor) }

  /// Writes all bytes and waits until they are durable. May leave half of them where it fails.
  /// - Parameter operation: what fails where it does, in words, if not what the file was opened for.
  package func write(_ bytes: Data, for operation: String? = nil) throws(DiskFault) {
    var rest = bytes
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw fault(operation) }
      rest = rest.dropFirst(written)
    }
    try synchronise(for: operation)
  }

  /// Waits until what was written, or the names in a folder, are durable.
  package func synchronise(for operation: String? = nil) throws(DiskFault) {
    guard fsync(descriptor) == 0 else { throw fault(operation) }
  }

  /// Cuts the file off, or pads it with zeros, and waits until that is durable.
  package func truncate(to count: Int) throws(DiskFault) {
    guard ftruncate(descriptor, off_t(count)) == 0 else { throw fault() }
    try synchronise()
  }

  /// How many bytes it has.
  package func size() throws(DiskFault) -> Int {
    var state = stat()
    guard fstat(descriptor, &state) == 0 else { throw fault() }
    return Int(state.st_size)
  }

  /// What the operating system has just refused.
  package func fault(_ other: String? = nil) -> DiskFault { DiskFault(operation: other ?? operation, code: errno) }
}

extension OpenFile {
  /// Waits until the names in a folder are durable.
  package static func synchronise(folder: URL) throws(DiskFault) {
    try OpenFile(folder, O_RDONLY | O_DIRECTORY, for: "securing a folder").synchronise()
  }

  package static func move(_ file: URL, to destination: URL, for operation: String) throws(DiskFault) {
    guard rename(file.path, destination.path) == 0 else { throw DiskFault(operation: operation, code: errno) }
  }

  /// Removes a file; quietly where there is none.
  package static func remove(_ file: URL, for operation: String) throws(DiskFault) {
    guard unlink(file.path) == 0 || errno == ENOENT else { throw DiskFault(operation: operation, code: errno) }
  }
}
