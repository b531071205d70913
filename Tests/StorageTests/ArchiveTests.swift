import Foundation
import Sealing
import Testing
import Traffic

@testable import Storage

@Suite("The pass archive")
struct ArchiveTests {
  @Test("gives back each pass bit for bit, from the log, from a segment and from another process")
  func roundTrip() async throws {
    let desk = try ArchiveDesk()
    try await desk.archive.recover()
    let epoch = try await desk.open()
    let tokens = (0..<3).map { _ in ArchiveDesk.bytes(16) }
    let passes = [
      try ArchiveDesk.pass(epoch), try ArchiveDesk.pass(epoch, tokens: tokens), try ArchiveDesk.pass(epoch, bodyBytes: 65_552),
      try ArchiveDesk.pass(epoch, pictures: [16_400, 40_976]), try ArchiveDesk.pass(epoch, bodyBytes: 0),
      try ArchiveDesk.pass(epoch, ArchiveDesk.scope(15, ArchiveDesk.hour - 40)),
    ]
    for pass in passes { try await desk.archive.append(pass) }
    #expect(try desk.archive.found(passes).isExactly(passes))
    #expect(try desk.another().found(passes).isExactly(passes), "a process that does not write reads the log")
    let closing = try await desk.archive.close(epoch)
    for archive in [desk.archive, try desk.another()] {
      #expect(try archive.found(passes).isExactly(passes))
      #expect(try Set(archive.found(passes).map(\.bytes)) == Set(passes.map(\.bytes)))
      for token in tokens {
        #expect(try archive.find([TokenLookup(epoch: epoch, scope: ArchiveDesk.scope(), token: token)]).map(\.record) == [passes[1]])
      }
    }
    #expect(closing.passes == [ArchiveDesk.camera(14): 5, ArchiveDesk.camera(15): 1])
    #expect(closing.segments.count == 1 && closing.epoch == epoch)
    #expect(try await desk.archive.close(epoch) == closing, "an epoch is closed once, and asked about as often as one likes")
    #expect(try desk.files(".log").isEmpty && desk.files("record").map { try Data(contentsOf: $0).count }.allSatisfy { $0 > 3000 })
    let segment = try Data(contentsOf: desk.files(".segment")[0])
    #expect(segment.dropLast(32).sha256 == closing.segments[0] && segment.suffix(32) == closing.segments[0] && segment.count == closing.byteCount)
  }

  @Test("finds all of what many callers brought at once, in each of several segments, the logs that are becoming some, and the last log")
  func concurrent() async throws {
    let desk = try ArchiveDesk(limits: ArchiveLimits(readingsInLog: 400))
    let epoch = try await desk.open()
    var passes: [SealedRecord] = []
    for number in 0..<1500 { passes.append(try ArchiveDesk.pass(epoch, ArchiveDesk.scope(number % 7), bodyBytes: 48)) }
    let appended = await ArchiveDesk.append(passes, to: desk.archive)
    #expect(appended.isExactly(passes))
    #expect(try desk.archive.found(passes).isExactly(passes))
    #expect(try desk.another().found(passes).isExactly(passes))
    let closing = try await desk.archive.close(epoch)
    #expect(closing.segments.count >= 3 && closing.passes.values.reduce(0, +) == 1500)
    #expect(try desk.archive.found(passes).isExactly(passes))
    #expect(try desk.archive.days() == [ArchivedDay(day: epoch.day, epochs: 1, passes: 1500, byteCount: closing.byteCount)])
  }

  @Test("takes passes while an epoch ends, and each caller is answered: stored before it closed, or refused")
  func closedMeanwhile() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    let passes = try (0..<2000).map { _ in try ArchiveDesk.pass(epoch, bodyBytes: 48) }
    async let acknowledged = ArchiveDesk.append(passes, to: desk.archive)
    try await Task.sleep(for: .milliseconds(15))
    let closing = try await desk.archive.close(epoch)
    let stored = await acknowledged
    #expect(closing.passes.values.reduce(0, +) == stored.count)
    #expect(try desk.archive.found(passes).isExactly(stored))
    await #expect(throws: StorageFault.self) { try await desk.archive.append(passes[0]) }
  }

  @Test("is one writer's: a second is refused until the first is gone, and may read all the while")
  func oneWriter() async throws {
    let desk = try ArchiveDesk()
    try await desk.archive.recover()
    let other = try desk.another()
    await #expect(throws: StorageFault.inUse(desk.folder.path)) { try await other.recover() }
    await #expect(throws: StorageFault.inUse(desk.folder.path)) { _ = try await desk.open(in: other) }
    #expect(try other.days().isEmpty)
    let epoch = try await desk.open()
    try await desk.archive.recover()
    try await desk.archive.append(try ArchiveDesk.pass(epoch))
    #expect(try other.days().map(\.passes) == [1], "what is open is left alone by recovery")
  }

  @Test("refuses what cannot be right, and says why")
  func refusals() async throws {
    let desk = try ArchiveDesk()
    let secrets = try desk.secrets()
    let context = secrets.record.context
    let unopened = try ArchiveDesk.pass(context)
    await #expect(throws: StorageFault.self) { try await desk.archive.append(unopened) }
    await #expect(throws: StorageFault.self) { _ = try await desk.archive.close(context) }
    let record = secrets.record
    let later = try EpochPeriod(containing: ArchiveDesk.now + 3600, lengthMinutes: 60)
    await #expect(throws: StorageFault.self) { try await desk.archive.open(record, period: later) }
    try await desk.archive.open(record, period: secrets.period)
    let period = secrets.period
    await #expect(throws: StorageFault.self) { try await desk.archive.open(record, period: period) }
    let unfindable = try ArchiveDesk.pass(context, tokens: [])
    await #expect(throws: StorageFault.self) { try await desk.archive.append(unfindable) }
    #expect(throws: StorageFault.self) { try desk.archive.destroy(context.day) }
    #expect(throws: StorageFault.self) {
      _ = try desk.archive.find([TokenLookup(epoch: context, scope: ArchiveDesk.scope(), token: Data(count: 15))])
    }
    #expect(throws: StorageFault.self) { _ = try desk.archive.closing(of: context) }
    try await desk.archive.append(unopened)
    #expect(try desk.archive.found([unopened]) == [unopened])
  }

  @Test("keeps at most forty bytes of each reading in memory while its epoch is open")
  func index() { #expect(MemoryLayout<PassLogEntry>.stride <= 40) }
}
