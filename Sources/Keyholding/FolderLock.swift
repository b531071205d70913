import Foundation
import Glibc

/// A lock on a file that the kernel gives back when the process ends, however it ends.
struct FolderLock: ~Copyable {
  private let descriptor: Int32

  /// - Throws: ``KeyholdingFault/inUse`` where another process, or another opening of this one, holds it.
  init(_ file: URL) throws(KeyholdingFault) {
    let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
    guard opened >= 0 else { throw .disk("locking the folder", errno: errno) }
    guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
      close(opened)
      throw .inUse
    }
    descriptor = opened
  }

  deinit {
    // Given back by name: a child that another thread is just starting has a copy of the descriptor until it becomes its program.
    flock(descriptor, LOCK_UN)
    close(descriptor)
  }
}
