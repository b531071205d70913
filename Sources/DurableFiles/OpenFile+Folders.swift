package import Foundation
import Glibc

extension OpenFile {
  /// Makes a folder that belongs to its owner alone (0700); quietly where there is one.
  package static func makeFolder(_ folder: URL) throws(DiskFault) {
    guard mkdir(folder.path, 0o700) == 0 || errno == EEXIST else { throw DiskFault(operation: "making a folder", code: errno) }
  }

  /// The names of all that lies in a folder, in no order.
  package static func names(in folder: URL) throws(DiskFault) -> [String] {
    guard let stream = opendir(folder.path) else { throw DiskFault(operation: "reading a folder", code: errno) }
    defer { closedir(stream) }
    var names: [String] = []
    errno = 0
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) { $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) } }
      if name != ".", name != ".." { names.append(name) }
      errno = 0
    }
    guard errno == 0 else { throw DiskFault(operation: "reading a folder", code: errno) }
    return names
  }

  /// Removes a folder with all files and folders in it; quietly where there is none. A link is removed, and what it leads to stays.
  package static func removeFolder(_ folder: URL) throws(DiskFault) {
    let names: [String]
    do {
      names = try Self.names(in: folder)
    } catch where error.code == ENOENT {
      return
    }
    for name in names {
      let file = folder.appending(path: name)
      if unlink(file.path) == 0 || errno == ENOENT { continue }
      guard errno == EISDIR else { throw DiskFault(operation: "removing a file", code: errno) }
      try removeFolder(file)
    }
    guard rmdir(folder.path) == 0 || errno == ENOENT else { throw DiskFault(operation: "removing a folder", code: errno) }
  }
}
