import Foundation
import Glibc
import Sealing
import Testing

@testable import Storage

@Suite("The archive after a crash")
struct ArchiveCrashTests {
  @Test(
    "has every acknowledged pass once, and nothing half done, at whichever step it came", arguments: ArchiveLosingPower.Moment.allCases,
    ArchiveLosingPower.Loss.allCases)
  func everyStep(moment: ArchiveLosingPower.Moment, loss: ArchiveLosingPower.Loss) async throws {
    // Step 0 makes the archive's folder; without one there is nothing to look at.
    var step = 1
    while true {
      let disk = ArchiveLosingPower(failingAt: step, moment, loss)
      let desk = try ArchiveDesk(disk: disk, limits: ArchiveLimits(readingsInLog: 4))
      let (tried, acknowledged) = await hourAndAHalf(at: desk)
      let next = try await successor(of: desk)
      let found = try next.found(tried)
      #expect(Set(found).isSuperset(of: acknowledged) && Set(found).isSubset(of: tried), "step \(step)")
      #expect(found.count == Set(found).count, "step \(step)")
      #expect(desk.files(".log").isEmpty && desk.files(".draft").isEmpty, "step \(step)")
      for day in try next.days() { try next.verify(day.day) }
      guard disk.hasFailed else {
        #expect(acknowledged.count == tried.count && step > 40 && desk.files(".segment").count == 3)
        return
      }
      step += 1
    }
  }

  /// Two epochs: one with passes for several logs that is closed, one that is left open.
  private func hourAndAHalf(at desk: ArchiveDesk) async -> (tried: [SealedRecord], acknowledged: [SealedRecord]) {
    var (tried, acknowledged): ([SealedRecord], [SealedRecord]) = ([], [])
    for hour in 0..<2 {
      guard let epoch = try? await desk.open(hoursLater: hour) else { return (tried, acknowledged) }
      for _ in 0..<(hour == 0 ? 2 : 1) {
        let passes = (0..<4).compactMap { try? ArchiveDesk.pass(epoch, ArchiveDesk.scope($0), bodyBytes: 16) }
        tried += passes
        acknowledged += await ArchiveDesk.append(passes, to: desk.archive, callers: 4)
      }
      if hour == 0 { _ = try? await desk.archive.close(epoch) }
    }
    return (tried, acknowledged)
  }

  /// The next run on a copy of the folder, since the crashed one still has the lock of its own.
  private func successor(of desk: ArchiveDesk) async throws -> PassArchive {
    let writing = desk.folder.appending(path: "writing.lock")
    try? FileManager.default.removeItem(at: writing)
    let next = try desk.another()
    try await next.recover()
    return next
  }

  @Test("cuts a torn end off at whatever byte it was torn, and keeps all before it")
  func torn() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    let passes = try (0..<4).map { try ArchiveDesk.pass(epoch, ArchiveDesk.scope($0), bodyBytes: 30) }
    for pass in passes { try await desk.archive.append(pass) }
    let log = desk.files(".log")[0]
    let whole = try Data(contentsOf: log)
    let last = try PassFrame(passes[3]).bytes.count
    let other = try ArchiveDesk()
    for kept in 0..<last {
      for filler in [Data(), Data(count: last - kept), Data(repeating: 255, count: last - kept)] {
        let torn = whole.dropLast(last - kept) + filler
        guard torn != whole else { continue }
        try FileManager.default.removeItem(at: other.folder)
        try FileManager.default.copyItem(at: desk.folder, to: other.folder)
        try torn.write(to: other.files(".log")[0])
        #expect(try other.another().found(passes).isExactly(Array(passes[..<3])), "a process that looks on sees it the same way")
        guard kept % 20 == 7 else { continue }
        let next = try other.another()
        #expect(try await next.recover().map { $0.passes.values.reduce(0, +) } == [3])
        #expect(try next.found(passes).isExactly(Array(passes[..<3])))
      }
    }
  }

  @Test("believes a segment that is whole and removes its log; makes another of the log where it is not")
  func both() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    let passes = try (0..<20).map { _ in try ArchiveDesk.pass(epoch) }
    for pass in passes { try await desk.archive.append(pass) }
    let log = desk.files(".log")[0]
    let logged = try Data(contentsOf: log)
    let closing = try await desk.archive.close(epoch)
    let segment = desk.files(".segment")[0]
    for damage in [false, true] {
      try logged.write(to: log)
      try Data("half".utf8).write(to: segment.appendingPathExtension("draft"))
      if damage {
        var bytes = try Data(contentsOf: segment)
        bytes[bytes.count - 100] ^= 4
        try bytes.write(to: segment)
      }
      let (reader, inode) = (try desk.another(), try inode(of: segment))
      #expect(try reader.days().map(\.passes) == [20], "nothing is counted twice before it is mended, either")
      #expect(try await successor(of: desk).recover().isEmpty)
      #expect(try (self.inode(of: segment) != inode) == damage)
      #expect(try desk.another().found(passes).isExactly(passes))
      #expect(try desk.another().closing(of: epoch) == closing)
      #expect(desk.files.count == 2)
    }
  }

  private func inode(of file: URL) throws -> Int? { try FileManager.default.attributesOfItem(atPath: file.path)[.systemFileNumber] as? Int }

  @Test("says what is known of the epochs that were left open, and removes those that never began")
  func closings() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    let empty = try await desk.open(hoursLater: 1)
    try await desk.archive.append(try ArchiveDesk.pass(epoch))
    let unbegun = desk.folder.appending(path: "\(epoch.day)/9-0000000000000000")
    try FileManager.default.createDirectory(at: unbegun, withIntermediateDirectories: true)
    try Data("half".utf8).write(to: unbegun.appending(path: "record.draft"))
    try FileManager.default.removeItem(at: desk.folder.appending(path: "writing.lock"))
    let next = try desk.another()
    let closings = try await next.recover()
    #expect(Dictionary(uniqueKeysWithValues: closings.map { ($0.epoch, $0.passes) }) == [epoch: [ArchiveDesk.camera(14): 1], empty: [:]])
    #expect(!FileManager.default.fileExists(atPath: unbegun.path))
    #expect(try next.closing(of: empty) == closings.first { $0.epoch == empty })
    #expect(try await next.recover().isEmpty)
  }
}
