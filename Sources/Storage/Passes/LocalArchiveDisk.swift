import DurableFiles
import Foundation
import Glibc

/// The disk of this machine.
struct LocalArchiveDisk: ArchiveDisk {
  func makeFolder(_ folder: URL) throws(DiskFault) { try OpenFile.makeFolder(folder) }

  func create(_ file: URL) throws(DiskFault) -> ArchiveFile { try ArchiveFile(file, O_RDWR | O_CREAT | O_EXCL, for: "storing passes") }

  func write(_ bytes: Data, at offset: Int, to file: ArchiveFile) throws(DiskFault) { try file.open.write(bytes, at: offset) }

  func synchronise(_ file: ArchiveFile) throws(DiskFault) { try file.open.synchronise() }

  func truncate(_ file: ArchiveFile, to count: Int) throws(DiskFault) { try file.open.truncate(to: count) }

  func synchronise(folder: URL) throws(DiskFault) { try OpenFile.synchronise(folder: folder) }

  func setTimes(of file: URL, to instant: Date) throws(DiskFault) { try OpenFile.setTimes(of: file, to: instant) }

  func move(_ file: URL, to destination: URL) throws(DiskFault) { try OpenFile.move(file, to: destination, for: "naming a file of passes") }

  func remove(_ file: URL) throws(DiskFault) { try OpenFile.remove(file, for: "removing a file of passes") }

  func removeFolder(_ folder: URL) throws(DiskFault) { try OpenFile.removeFolder(folder) }

  func freeBytes(at folder: URL) throws(DiskFault) -> Int {
    var state = statvfs()
    guard statvfs(folder.path, &state) == 0 else { throw DiskFault(operation: "measuring free space", code: errno) }
    return Int(clamping: UInt64(state.f_bavail).multipliedReportingOverflow(by: UInt64(state.f_frsize)).partialValue)
  }
}
