import Foundation
import Sealing
import Testing
import Traffic

@testable import Storage

@Suite("Days of passes")
struct ArchiveDaysTests {
  @Test("epochs, open and closed, say what passes they have, of all cameras or of some; a late upload counts in the hour it was captured")
  func scopes() async throws {
    let desk = try ArchiveDesk(limits: ArchiveLimits(readingsInLog: 5))
    let epochs = [try await desk.open(), try await desk.open(hoursLater: 1)]
    let late = ArchiveDesk.scope(1, ArchiveDesk.hour - 40)
    for (number, epoch) in epochs.enumerated() {
      for _ in 0..<(10 + number) { try await desk.archive.append(try ArchiveDesk.pass(epoch, ArchiveDesk.scope(number))) }
      try await desk.archive.append(try ArchiveDesk.pass(epoch, late))
    }
    _ = try await desk.archive.close(epochs[1])
    let day = epochs[0].day
    for archive in [desk.archive, try desk.another()] {
      let stored = try archive.epochs(from: day, through: day)
      #expect(stored.map(\.record.context) == epochs)
      #expect(stored.map(\.period) == [try desk.secrets().period, try desk.secrets(hoursLater: 1).period])
      #expect(stored.map(\.scopes) == [[ArchiveDesk.scope(0): 10, late: 1], [ArchiveDesk.scope(1): 11, late: 1]])
      #expect(try archive.epochs(from: day, through: day, cameras: [ArchiveDesk.camera(0)]).map(\.scopes) == [[ArchiveDesk.scope(0): 10], [:]])
      #expect(try archive.epochs(from: day.advanced(byDays: 1), through: day.advanced(byDays: 9)).isEmpty)
      #expect(try archive.epochs(from: day, through: day.advanced(byDays: -1)).isEmpty)
      let hour = Date(hourSince1970: Int(ArchiveDesk.hour))
      #expect(try archive.count(of: nil, from: hour, to: hour + 1) == 21)
      #expect(try archive.count(of: ArchiveDesk.camera(1), from: hour - 50 * 3600, to: hour + 3600) == 13)
      #expect(try archive.count(of: ArchiveDesk.camera(7), from: .distantPast, to: .distantFuture) == 0)
      #expect(try archive.days().map(\.passes) == [23] && archive.days().map(\.epochs) == [2])
    }
  }

  @Test("a destroyed day is gone with all its files, whatever of it was open for reading, and the others stay")
  func destroyed() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    let pass = try ArchiveDesk.pass(epoch)
    try await desk.archive.append(pass)
    _ = try await desk.archive.close(epoch)
    let other = desk.folder.appending(path: "2026-11-20")
    try FileManager.default.createDirectory(at: other, withIntermediateDirectories: true)
    try Data("a stranger's".utf8).write(to: other.appending(path: "notes.txt"))
    #expect(try desk.archive.found([pass]) == [pass])
    #expect(throws: StorageFault.inUse(desk.folder.path)) { try desk.another().destroy(epoch.day) }
    try desk.archive.destroy(epoch.day)
    #expect(try desk.archive.found([pass]).isEmpty && desk.archive.days().isEmpty && desk.files == ["2026-11-20/notes.txt"])
    #expect(FileManager.default.fileExists(atPath: other.path))
    try desk.archive.destroy(epoch.day)
    let names = try FileManager.default.contentsOfDirectory(atPath: desk.folder.path)
    #expect(Set(names) == ["2026-11-20", "writing.lock"])
  }

  @Test("what a crash left of a destroyed day goes at the next start")
  func halfDestroyed() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    let pass = try ArchiveDesk.pass(epoch)
    try await desk.archive.append(pass)
    _ = try await desk.archive.close(epoch)
    let day = desk.folder.appending(path: epoch.day.description)
    try FileManager.default.moveItem(at: day, to: desk.folder.appending(path: "\(epoch.day).destroyed"))
    let next = try desk.another()
    #expect(try next.days().isEmpty)
    try await desk.archive.recover()
    #expect(desk.files.isEmpty)
  }
}
