import DurableFiles
import Foundation
import Glibc
import Sealing

/// Makes the folder of an epoch.
struct FolderOpening {
  let folder: EpochFolder
  let disk: any ArchiveDisk

  /// Makes the folder with the epoch's record and its first log, durable on return. Where it fails nothing is left, or what recovery removes.
  /// - Throws: ``StorageFault/failed(_:)`` where there is such a folder already.
  func open(_ note: EpochNote, capacity: Int) throws -> PassLog {
    guard access(folder.url.path, F_OK) != 0 else {
      throw StorageFault.failed("epoch \(folder.name) of \(folder.day) was opened before. Each is opened once, under a nonce that was just drawn.")
    }
    let day = EpochFolder.folder(of: folder.day, in: folder.root)
    do {
      try disk.makeFolder(day)
      try disk.makeFolder(folder.url)
      try write(note)
      let log = try PassLog.begin(in: folder, on: disk, capacity: capacity)
      for each in [folder.url, day, folder.root] { try disk.synchronise(folder: each) }
      return log
    } catch {
      try? disk.removeFolder(folder.url)
      throw error
    }
  }

  private func write(_ note: EpochNote) throws {
    let draft = folder.draft(of: folder.record)
    let file = try disk.create(draft)
    try disk.write(note.bytes, at: 0, to: file)
    try disk.setTimes(of: draft, to: note.period.opensAt)
    try disk.synchronise(file)
    try disk.move(draft, to: folder.record)
  }
}
