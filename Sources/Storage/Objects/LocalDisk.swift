import Foundation
import Glibc

/// The disk of this machine, asked directly, because only `fsync` says when bytes are durable.
struct LocalDisk: Disk {
  func write(_ bytes: Data, to file: URL) throws {
    let descriptor = try opened(file, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, "writing an object")
    defer { close(descriptor) }
    try bytes.withUnsafeBytes { buffer in
      var rest = buffer[...]
      while !rest.isEmpty {
        let written = Glibc.write(descriptor, UnsafeRawBufferPointer(rebasing: rest).baseAddress, rest.count)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw DiskFault(operation: "writing an object", code: errno) }
        rest = rest.dropFirst(written)
      }
    }
    guard fsync(descriptor) == 0 else { throw DiskFault(operation: "writing an object", code: errno) }
  }

  func move(_ file: URL, to destination: URL) throws {
    guard rename(file.path, destination.path) == 0 else { throw DiskFault(operation: "naming an object", code: errno) }
  }

  func synchronise(folder: URL) throws {
    let descriptor = try opened(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC, "securing a folder")
    defer { close(descriptor) }
    guard fsync(descriptor) == 0 else { throw DiskFault(operation: "securing a folder", code: errno) }
  }

  func read(_ file: URL, range: Range<Int>?) throws -> Data {
    let descriptor = try opened(file, O_RDONLY | O_CLOEXEC, "reading an object")
    defer { close(descriptor) }
    let range = try range ?? 0..<size(of: descriptor)
    var bytes = Data(count: range.count)
    let filled = try bytes.withUnsafeMutableBytes { buffer in
      var filled = 0
      while filled < buffer.count {
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        let count = pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + filled))
        if count < 0, errno == EINTR { continue }
        guard count >= 0 else { throw DiskFault(operation: "reading an object", code: errno) }
        if count == 0 { break }
        filled += count
      }
      return filled
    }
    return bytes.prefix(filled)
  }

  func remove(_ file: URL) throws {
    guard unlink(file.path) == 0 || errno == ENOENT else { throw DiskFault(operation: "removing an object", code: errno) }
  }

  func freeBytes(at folder: URL) throws -> Int {
    var state = statvfs()
    guard statvfs(folder.path, &state) == 0 else { throw DiskFault(operation: "measuring free space", code: errno) }
    return Int(clamping: UInt64(state.f_bavail).multipliedReportingOverflow(by: UInt64(state.f_frsize)).partialValue)
  }

  private func opened(_ file: URL, _ flags: Int32, _ operation: String) throws -> Int32 {
    let descriptor = open(file.path, flags, 0o600)
    guard descriptor >= 0 else { throw DiskFault(operation: operation, code: errno) }
    return descriptor
  }

  private func size(of descriptor: Int32) throws -> Int {
    var state = stat()
    guard fstat(descriptor, &state) == 0 else { throw DiskFault(operation: "reading an object", code: errno) }
    return Int(state.st_size)
  }
}
