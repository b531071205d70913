package import Foundation
import Glibc

/// A file's bytes as memory that can only be read; the system brings in what is looked at and takes it back when it needs the room.
///
/// It is for files that are never changed after they got their name: one that somebody cuts off meanwhile ends the process that looks at what
/// is gone. Removing the file does no harm; its bytes stay until nobody maps it.
/// The sentence for `@unchecked`: the memory is never written to and the two values never change, so any thread may read it at any time.
package final class MappedFile: @unchecked Sendable {
  private let start: UnsafeRawPointer?
  package let count: Int

  package init(_ file: URL) throws(DiskFault) {
    let open = try OpenFile(file, O_RDONLY, for: "opening a file")
    count = try open.size()
    guard count > 0 else {
      start = nil
      return
    }
    guard let mapped = mmap(nil, count, PROT_READ, MAP_SHARED, open.descriptor, 0), mapped != MAP_FAILED else { throw open.fault("mapping a file") }
    start = UnsafeRawPointer(mapped)
  }

  deinit { if let start { munmap(UnsafeMutableRawPointer(mutating: start), count) } }

  /// Lends the bytes. They must not be kept.
  package func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
    try withExtendedLifetime(self) { try body(UnsafeRawBufferPointer(start: start, count: count)) }
  }
}
