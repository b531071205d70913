import Foundation
import Sealing
import Synchronization
import Testing

@testable import Storage

@Suite("A disk that is full or fails under the archive")
struct ArchiveFullDiskTests {
  private func passes(_ count: Int, _ epoch: EpochContext) throws -> [SealedRecord] { try (0..<count).map { _ in try ArchiveDesk.pass(epoch) } }

  @Test("is said to everybody who is not acknowledged; what was stays, nothing else does, and it goes on when there is room")
  func full() async throws {
    let disk = ArchiveFullDisk(room: 200_000)
    let desk = try ArchiveDesk(disk: disk)
    let epoch = try await desk.open()
    let passes = try passes(400, epoch)
    let stored = await ArchiveDesk.append(passes, to: desk.archive)
    #expect(stored.count > 50 && stored.count < 300)
    await #expect(throws: StorageFault.full("storing passes stopped half way and was taken back.")) { try await desk.archive.append(passes[0]) }
    #expect(try desk.archive.found(passes).isExactly(stored))
    #expect(try desk.another().found(passes).isExactly(stored), "the file says the same as the memory")
    disk.state.withLock { $0.room = .max }
    let rest = passes.filter { !Set(stored).contains($0) }
    let later = await ArchiveDesk.append(rest, to: desk.archive)
    #expect(later.isExactly(rest))
    _ = try await desk.archive.close(epoch)
    #expect(try desk.another().found(passes).isExactly(passes))
  }

  @Test("an epoch that has no room for its segment keeps its passes, takes no more, and is closed when there is room")
  func noRoomToClose() async throws {
    let disk = ArchiveFullDisk(room: .max)
    let desk = try ArchiveDesk(disk: disk)
    let epoch = try await desk.open()
    let passes = try passes(50, epoch)
    let stored = await ArchiveDesk.append(passes, to: desk.archive)
    #expect(stored.count == 50)
    disk.state.withLock { $0.room = 10_000 }
    await #expect(throws: StorageFault.full("storing passes stopped half way and was taken back.")) { _ = try await desk.archive.close(epoch) }
    #expect(try desk.archive.found(passes).isExactly(passes))
    #expect(desk.files(".draft").isEmpty && desk.files(".segment").isEmpty)
    disk.state.withLock { $0.room = .max }
    await #expect(throws: StorageFault.self) { try await desk.archive.append(passes[0]) }
    _ = try await desk.archive.close(epoch)
    #expect(try desk.another().found(passes).isExactly(passes) && desk.files(".log").isEmpty)
  }

  @Test("a log whose disk did not say that it kept a pass gets no other; the next goes into a new one", arguments: [false, true])
  func failsToSynchronise(cannotCut: Bool) async throws {
    let disk = ArchiveFullDisk(room: .max)
    let desk = try ArchiveDesk(disk: disk)
    let epoch = try await desk.open()
    let passes = try passes(3, epoch)
    try await desk.archive.append(passes[0])
    disk.state.withLock { ($0.failsToSynchronise, $0.failsToTruncate) = (true, cannotCut) }
    await #expect(throws: StorageFault.self) { try await desk.archive.append(passes[1]) }
    disk.state.withLock { $0.failsToSynchronise = false }
    #expect(try desk.archive.found(passes).isExactly([passes[0]]))
    try await desk.archive.append(passes[2])
    _ = try await desk.archive.close(epoch)
    for archive in [desk.archive, try desk.another()] { #expect(try archive.found(passes).isExactly([passes[0], passes[2]])) }
    #expect(try desk.archive.closing(of: epoch).segments.count == 2)
  }

  @Test("a log that could not be cut back gets no other pass")
  func failsToTruncate() async throws {
    let disk = ArchiveFullDisk(room: .max)
    let desk = try ArchiveDesk(disk: disk)
    let epoch = try await desk.open()
    let passes = try passes(40, epoch)
    try await desk.archive.append(passes[0])
    disk.state.withLock { ($0.room, $0.failsToTruncate) = (300, true) }
    await #expect(throws: StorageFault.self) { try await desk.archive.append(passes[1]) }
    disk.state.withLock { ($0.room, $0.failsToTruncate) = (.max, false) }
    let stored = await ArchiveDesk.append(Array(passes[2...]), to: desk.archive)
    #expect(stored.count == 38)
    _ = try await desk.archive.close(epoch)
    #expect(try desk.another().found(passes).isExactly([passes[0]] + stored))
  }

  @Test("room is kept in reserve, so that a segment can be made of what is in the log")
  func reserve() async throws {
    let desk = try ArchiveDesk(disk: LocalArchiveDisk(), limits: ArchiveLimits(reserveBytes: 1 << 50))
    let epoch = try await desk.open()
    let pass = try ArchiveDesk.pass(epoch)
    await #expect(throws: StorageFault.full("less than 1073741824 MiB would stay free.")) { try await desk.archive.append(pass) }
    #expect(try desk.archive.found([pass]).isEmpty)
  }
}
