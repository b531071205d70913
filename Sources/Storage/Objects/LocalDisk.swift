import DurableFiles
import Foundation
import Glibc

/// The disk of this machine.
struct LocalDisk: Disk {
  func write(_ bytes: Data, to file: URL) throws {
    try OpenFile(file, O_WRONLY | O_CREAT | O_EXCL, for: "writing an object").write(bytes)
  }

  func move(_ file: URL, to destination: URL) throws { try OpenFile.move(file, to: destination, for: "naming an object") }

  func synchronise(folder: URL) throws { try OpenFile.synchronise(folder: folder) }

  func read(_ file: URL, range: Range<Int>?) throws -> Data {
    let object = try OpenFile(file, O_RDONLY, for: "reading an object")
    let range = try range ?? 0..<object.size()
    var bytes = Data(count: range.count)
    let filled = try bytes.withUnsafeMutableBytes { buffer in
      var filled = 0
      while filled < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        let count = pread(object.descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + filled))
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw object.fault() }
        if count == 0 { break }
        filled += count
      }
      return filled
    }
    return bytes.prefix(filled)
  }

  func remove(_ file: URL) throws { try OpenFile.remove(file, for: "removing an object") }

  func freeBytes(at folder: URL) throws -> Int {
    var state = statvfs()
    guard statvfs(folder.path, &state) == 0 else { throw DiskFault(operation: "measuring free space", code: errno) }
    return Int(clamping: UInt64(state.f_bavail).multipliedReportingOverflow(by: UInt64(state.f_frsize)).partialValue)
  }
}
