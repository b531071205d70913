import DurableFiles
import Foundation
import Glibc
import Synchronization

@testable import Storage

/// A disk with room for so many bytes: a write that needs more gets half way and fails, as on a full one. It can fail at waiting and cutting, too.
final class ArchiveFullDisk: ArchiveDisk {
  struct State {
    var room: Int
    var failsToSynchronise = false
    var failsToTruncate = false
  }

  private let local = LocalArchiveDisk()
  let state: Mutex<State>

  init(room: Int) { state = Mutex(State(room: room)) }

  func write(_ bytes: Data, at offset: Int, to file: ArchiveFile) throws(DiskFault) {
    let fits = state.withLock { state in
      defer { state.room = max(0, state.room - bytes.count) }
      return state.room
    }
    try local.write(bytes.prefix(fits), at: offset, to: file)
    if fits < bytes.count { throw DiskFault(operation: "storing passes", code: ENOSPC) }
  }

  func synchronise(_ file: ArchiveFile) throws(DiskFault) {
    if state.withLock({ $0.failsToSynchronise }) { throw DiskFault(operation: "storing passes", code: EIO) }
    try local.synchronise(file)
  }

  func truncate(_ file: ArchiveFile, to count: Int) throws(DiskFault) {
    if state.withLock({ $0.failsToTruncate }) { throw DiskFault(operation: "storing passes", code: EIO) }
    try local.truncate(file, to: count)
  }

  func makeFolder(_ folder: URL) throws(DiskFault) { try local.makeFolder(folder) }
  func create(_ file: URL) throws(DiskFault) -> ArchiveFile { try local.create(file) }
  func synchronise(folder: URL) throws(DiskFault) { try local.synchronise(folder: folder) }
  func setTimes(of file: URL, to instant: Date) throws(DiskFault) { try local.setTimes(of: file, to: instant) }
  func move(_ file: URL, to destination: URL) throws(DiskFault) { try local.move(file, to: destination) }
  func remove(_ file: URL) throws(DiskFault) { try local.remove(file) }
  func removeFolder(_ folder: URL) throws(DiskFault) { try local.removeFolder(folder) }
  func freeBytes(at folder: URL) throws(DiskFault) -> Int { .max }
}
