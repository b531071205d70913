import DurableFiles
package import Foundation
import Glibc

/// The disk of this machine.
package struct LocalLogDisk: LogDisk {
  package init() {}

  package func create(_ file: URL, _ bytes: Data) throws(TransparencyFault) {
    try asked { () throws(DiskFault) in
      try OpenFile(file, O_WRONLY | O_CREAT | O_EXCL, for: "making a file").write(bytes, for: "writing a file")
    }
  }

  package func move(_ file: URL, to destination: URL) throws(TransparencyFault) {
    try asked { () throws(DiskFault) in try OpenFile.move(file, to: destination, for: "naming a file") }
  }

  package func remove(_ file: URL) throws(TransparencyFault) {
    try asked { () throws(DiskFault) in try OpenFile.remove(file, for: "removing a file") }
  }

  package func removeFolder(_ folder: URL) throws(TransparencyFault) {
    for name in try names(in: folder) { try remove(folder.appending(path: name)) }
    guard rmdir(folder.path) == 0 || errno == ENOENT else { throw .disk("removing a folder", errno: errno) }
  }

  package func makeFolder(_ folder: URL) throws(TransparencyFault) {
    guard mkdir(folder.path, 0o700) == 0 || errno == EEXIST else { throw .disk("making a folder", errno: errno) }
  }

  package func synchronise(_ folder: URL) throws(TransparencyFault) {
    try asked { () throws(DiskFault) in try OpenFile.synchronise(folder: folder) }
  }

  package func read(_ file: URL) throws(TransparencyFault) -> Data? {
    do throws(DiskFault) {
      let open = try OpenFile(file, O_RDONLY, for: "reading a file")
      var bytes = Data(count: try open.size())
      var filled = 0
      while filled < bytes.count {
        let count = bytes.withUnsafeMutableBytes { pread(open.descriptor, $0.baseAddress?.advanced(by: filled), $0.count - filled, off_t(filled)) }
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { throw count < 0 ? open.fault() : DiskFault(operation: "reading a file", code: EIO) }
        filled += count
      }
      return bytes
    } catch {
      guard error.code == ENOENT || error.code == ENOTDIR else { throw TransparencyFault(error) }
      return nil
    }
  }

  package func names(in folder: URL) throws(TransparencyFault) -> [String] {
    guard access(folder.path, F_OK) == 0 else { return [] }
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw .disk("reading a folder", errno: EIO)
    }
  }

  private func asked(_ work: () throws(DiskFault) -> Void) throws(TransparencyFault) {
    do {
      try work()
    } catch {
      throw TransparencyFault(error)
    }
  }
}
