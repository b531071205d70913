package import Foundation
import Glibc
import Synchronization

/// A lock on a file that the kernel gives back when the process ends, however it ends.
package final class FolderLock: Sendable {
  /// Another process, or another opening of this one, holds it.
  package struct Held: Error, Sendable {
    package var folder: URL
  }

  private let file: URL
  /// The open file while the lock is held. Owned by this lock; guarded by its mutex.
  private let descriptor = Mutex<Int32?>(nil)

  package init(file: URL) { self.file = file }

  deinit {
    descriptor.withLock { held in
      guard let held else { return }
      // Given back by name: a child that another thread is just starting has a copy of the descriptor until it becomes its program.
      flock(held, LOCK_UN)
      close(held)
    }
  }

  /// Takes the lock, or keeps it where it is held already.
  /// - Throws: ``Held``; ``DiskFault`` where the file cannot be opened.
  package func take() throws {
    try descriptor.withLock { held in
      guard held == nil else { return }
      let opened = open(file.path, O_RDWR | O_CREAT | O_CLOEXEC, 0o600)
      guard opened >= 0 else { throw DiskFault(operation: "locking the folder", code: errno) }
      guard flock(opened, LOCK_EX | LOCK_NB) == 0 else {
        close(opened)
        throw Held(folder: file.deletingLastPathComponent())
      }
      held = opened
    }
  }
}
