import DurableFiles
import Foundation
import Glibc
import Sealing

/// The end of a day's passes.
struct DestroyedDay {
  static let suffix = ".destroyed"

  let day: UTCDay
  let root: URL
  let disk: any ArchiveDisk

  /// Takes the day's name away first, so that a crash leaves all of it or nothing that would be taken for passes.
  func destroy() throws(DiskFault) {
    let leaving = root.appending(path: day.description + Self.suffix, directoryHint: .isDirectory)
    try disk.removeFolder(leaving)
    do {
      try disk.move(EpochFolder.folder(of: day, in: root), to: leaving)
    } catch where error.code == ENOENT {
      return
    }
    try disk.synchronise(folder: root)
    try disk.removeFolder(leaving)
    try disk.synchronise(folder: root)
  }
}
