package import Foundation
import Glibc

extension OpenFile {
  /// Writes all bytes at a place, and does not wait until they are durable. May leave half of them where it fails.
  package func write(_ bytes: Data, at offset: Int) throws(DiskFault) {
    var done = 0
    while done < bytes.count {
      let written = bytes.withUnsafeBytes { buffer in
        let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
        return pwrite(descriptor, rest.baseAddress, rest.count, off_t(offset + done))
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw fault() }
      done += written
    }
  }

  /// Bytes of the file; fewer where it ends before.
  package func read(_ range: Range<Int>, for operation: String? = nil) throws(DiskFault) -> Data {
    var bytes = Data(count: range.count)
    var filled = 0
    while filled < range.count {
      let count = bytes.withUnsafeMutableBytes { buffer in
        let rest = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
        return pread(descriptor, rest.baseAddress, rest.count, off_t(range.lowerBound + filled))
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw fault(operation) }
      if count == 0 { break }
      filled += count
    }
    return filled == range.count ? bytes : bytes.prefix(filled)
  }

  /// Says that the file or folder was last read and changed at an instant. The system's own note of when it did anything to it stays.
  package static func setTimes(of file: URL, to instant: Date) throws(DiskFault) {
    let time = timespec(tv_sec: Int(instant.timeIntervalSince1970.rounded(.down)), tv_nsec: 0)
    guard utimensat(AT_FDCWD, file.path, [time, time], 0) == 0 else { throw DiskFault(operation: "dating a file", code: errno) }
  }
}
