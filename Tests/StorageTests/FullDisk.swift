import DurableFiles
import Foundation
import Glibc
import Synchronization

@testable import Storage

/// A disk with room for so many bytes: a write that needs more gets half way and fails, as `write` does on a full one.
final class FullDisk: Disk {
  private let local = LocalDisk()
  private let room: Mutex<Int>
  private let failsToName: Mutex<Bool>

  init(room: Int, failsToName: Bool = false) {
    self.room = Mutex(room)
    self.failsToName = Mutex(failsToName)
  }

  func makeRoom(_ bytes: Int) {
    room.withLock { $0 = bytes }
    failsToName.withLock { $0 = false }
  }

  func write(_ bytes: Data, to file: URL) throws {
    let fits = room.withLock { room in
      defer { room = max(0, room - bytes.count) }
      return room
    }
    try local.write(bytes.prefix(fits), to: file)
    if fits < bytes.count { throw DiskFault(operation: "writing an object", code: ENOSPC) }
  }

  func move(_ file: URL, to destination: URL) throws {
    if failsToName.withLock({ $0 }) { throw DiskFault(operation: "naming an object", code: EIO) }
    try local.move(file, to: destination)
  }

  func synchronise(folder: URL) throws { try local.synchronise(folder: folder) }
  func read(_ file: URL, range: Range<Int>?) throws -> Data { try local.read(file, range: range) }
  func remove(_ file: URL) throws { try local.remove(file) }
  func freeBytes(at folder: URL) throws -> Int { .max }
}
