import DurableFiles
import Foundation
import Glibc

/// A file of the archive that is open for writing, or for reading what was written to it.
final class ArchiveFile: Sendable {
  let url: URL
  let open: OpenFile

  /// - Parameter flags: as of `open(2)`.
  init(_ url: URL, _ flags: Int32, for operation: String) throws(DiskFault) {
    self.url = url
    open = try OpenFile(url, flags, for: operation)
  }
}
