import DurableFiles
package import Foundation
import Glibc

/// The disk of this machine.
package struct LocalKeyholderDisk: KeyholderDisk {
  package init() {}

  package func create(_ file: URL, _ bytes: Data) throws(KeyholdingFault) {
    try asked { () throws(DiskFault) in
      try OpenFile(file, O_WRONLY | O_CREAT | O_EXCL, for: "making a file").write(bytes, for: "writing a file")
    }
  }

  package func append(_ bytes: Data, to file: URL) throws(KeyholdingFault) {
    try asked { () throws(DiskFault) in try OpenFile(file, O_WRONLY | O_CREAT | O_APPEND, for: "writing a file").write(bytes) }
  }

  package func overwrite(_ file: URL) throws(KeyholdingFault) {
    try asked { () throws(DiskFault) in
      let open = try OpenFile(file, O_WRONLY, for: "destroying a key")
      try open.write(Data(count: try open.size()), for: "writing a file")
    }
  }

  package func truncate(_ file: URL, to count: Int) throws(KeyholdingFault) {
    try asked { () throws(DiskFault) in try OpenFile(file, O_WRONLY, for: "repairing a file").truncate(to: count) }
  }

  package func move(_ file: URL, to destination: URL) throws(KeyholdingFault) {
    try asked { () throws(DiskFault) in try OpenFile.move(file, to: destination, for: "naming a file") }
  }

  package func remove(_ file: URL) throws(KeyholdingFault) {
    try asked { () throws(DiskFault) in try OpenFile.remove(file, for: "removing a file") }
  }

  package func synchronise(_ folder: URL) throws(KeyholdingFault) {
    try asked { () throws(DiskFault) in try OpenFile.synchronise(folder: folder) }
  }

  package func read(_ file: URL) throws(KeyholdingFault) -> Data? {
    guard access(file.path, F_OK) == 0 else { return nil }
    do {
      return try Data(contentsOf: file)
    } catch {
      throw .disk("reading a file", errno: EIO)
    }
  }

  package func makeFolder(_ folder: URL) throws(KeyholdingFault) {
    guard mkdir(folder.path, 0o700) == 0 || errno == EEXIST else { throw .disk("making a folder", errno: errno) }
  }

  package func names(in folder: URL) throws(KeyholdingFault) -> [String] {
    do {
      return try FileManager.default.contentsOfDirectory(atPath: folder.path)
    } catch {
      throw .disk("reading a folder", errno: ENOENT)
    }
  }

  private func asked(_ work: () throws(DiskFault) -> Void) throws(KeyholdingFault) {
    do {
      try work()
    } catch {
      throw KeyholdingFault(error)
    }
  }
}
