package import Foundation
import Glibc

/// The disk of this machine, asked directly, because only `fsync` says when bytes are durable.
package struct LocalKeyholderDisk: KeyholderDisk {
  package init() {}

  package func create(_ file: URL, _ bytes: Data) throws(KeyholdingFault) {
    try with(file, O_WRONLY | O_CREAT | O_EXCL, "making a file") { descriptor throws(KeyholdingFault) in try Self.write(bytes, to: descriptor) }
  }

  package func append(_ bytes: Data, to file: URL) throws(KeyholdingFault) {
    try with(file, O_WRONLY | O_CREAT | O_APPEND, "writing a file") { descriptor throws(KeyholdingFault) in try Self.write(bytes, to: descriptor) }
  }

  package func overwrite(_ file: URL) throws(KeyholdingFault) {
    try with(file, O_WRONLY, "destroying a key") { descriptor throws(KeyholdingFault) in
      var state = stat()
      guard fstat(descriptor, &state) == 0 else { throw Self.fault("destroying a key") }
      try Self.write(Data(count: Int(state.st_size)), to: descriptor)
    }
  }

  package func truncate(_ file: URL, to count: Int) throws(KeyholdingFault) {
    try with(file, O_WRONLY, "repairing a file") { descriptor throws(KeyholdingFault) in
      guard ftruncate(descriptor, off_t(count)) == 0, fsync(descriptor) == 0 else { throw Self.fault("repairing a file") }
    }
  }

  package func move(_ file: URL, to destination: URL) throws(KeyholdingFault) {
    guard rename(file.path, destination.path) == 0 else { throw Self.fault("naming a file") }
  }

  package func remove(_ file: URL) throws(KeyholdingFault) {
    guard unlink(file.path) == 0 || errno == ENOENT else { throw Self.fault("removing a file") }
  }

  package func synchronise(_ folder: URL) throws(KeyholdingFault) {
    try with(folder, O_RDONLY | O_DIRECTORY, "securing a folder") { descriptor throws(KeyholdingFault) in
      guard fsync(descriptor) == 0 else { throw Self.fault("securing a folder") }
    }
  }

  package func read(_ file: URL) throws(KeyholdingFault) -> Data? {
    guard access(file.path, F_OK) == 0 else { return nil }
    do {
      return try Data(contentsOf: file)
    } catch {
      throw .disk("reading a file", errno: EIO)
    }
  }

  package func names(in folder: URL) throws(KeyholdingFault) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw .disk("reading a folder", errno: ENOENT)
    }
  }

  private func with(_ file: URL, _ flags: Int32, _ what: String, _ body: (Int32) throws(KeyholdingFault) -> Void) throws(KeyholdingFault) {
    let descriptor = open(file.path, flags | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw Self.fault(what) }
    defer { close(descriptor) }
    try body(descriptor)
  }

  private static func write(_ bytes: Data, to descriptor: Int32) throws(KeyholdingFault) {
    var rest = bytes
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw fault("writing a file") }
      rest = rest.dropFirst(written)
    }
    guard fsync(descriptor) == 0 else { throw fault("writing a file") }
  }

  private static func fault(_ what: String) -> KeyholdingFault { .disk(what, errno: errno) }
}
