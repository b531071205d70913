package import Foundation
import Glibc

/// What the system knows of a file or folder without opening it. Two that are equal are of the same bytes, as far as can be told without reading.
package struct FileState: Hashable, Sendable {
  package let isFolder: Bool
  package let isFile: Bool
  /// Permission bits.
  package let mode: UInt32
  /// The number of the user it belongs to.
  package let owner: UInt32
  package let size: Int
  private let inode: UInt
  private let changedSeconds: Int
  private let changedNanoseconds: Int

  /// Of what a name leads to, through links.
  /// - Returns: `nil` where there is nothing.
  package init?(_ file: URL) {
    var state = stat()
    guard stat(file.path, &state) == 0 else { return nil }
    isFolder = state.st_mode & S_IFMT == S_IFDIR
    isFile = state.st_mode & S_IFMT == S_IFREG
    mode = state.st_mode & 0o7777
    owner = state.st_uid
    size = Int(state.st_size)
    inode = UInt(state.st_ino)
    changedSeconds = Int(state.st_mtim.tv_sec)
    changedNanoseconds = Int(state.st_mtim.tv_nsec)
  }
}
