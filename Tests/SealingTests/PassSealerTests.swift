import Crypto
import Foundation
import Synchronization
import Testing
import Traffic

@testable import Sealing

@Suite("Sealing as time goes by")
struct PassSealerTests {
  /// Keeps what it is given in memory; can be told to fail.
  private final class Shelf: PassStore {
    struct Contents {
      var opened: [EpochRecord] = []
      var passes: [SealedRecord] = []
      var closed: [EpochContext] = []
      var fails = false
    }
    struct Full: Error {}

    let contents = Mutex(Contents())

    func open(_ record: EpochRecord, period: EpochPeriod) async throws {
      try contents.withLock { contents in
        if contents.fails { throw Full() }
        contents.opened.append(record)
      }
    }

    func append(_ pass: SealedRecord, then: @escaping @Sendable (Result<Void, any Error>) -> Void) {
      Task {
        await Task.yield()
        then(Result { try keep(pass) })
      }
    }

    private func keep(_ pass: SealedRecord) throws {
      try contents.withLock { contents in
        if contents.fails { throw Full() }
        #expect(contents.opened.contains { $0.context == pass.context }, "stored before its epoch's record")
        #expect(!contents.closed.contains(pass.context), "stored after its epoch was closed")
        contents.passes.append(pass)
      }
    }

    func close(_ epoch: EpochContext) async throws -> EpochClosing {
      contents.withLock { contents in
        contents.closed.append(epoch)
        let passes = contents.passes.filter { $0.context == epoch }
        return EpochClosing(epoch: epoch, passes: Dictionary(grouping: passes, by: \.scope.camera).mapValues(\.count), segments: [], byteCount: 0)
      }
    }
  }

  private actor Diary: EpochNews {
    var openings: [EpochRecord] = []
    var closings: [EpochClosing] = []
    var failures = 0
    func opened(_ record: EpochRecord) { openings.append(record) }
    func closed(_ closing: EpochClosing) { closings.append(closing) }
    func failed(_ error: any Error) { failures += 1 }
  }

  private struct Desk {
    let country: Country
    let shelf = Shelf()
    let diary = Diary()
    let sealer: PassSealer

    init(keysOf days: Int = 2, at now: Date = Country.now) throws {
      let country = try Country(2, of: 3, at: now)
      var keys: [UTCDay: [DayKey]] = [:]
      for offset in 0..<days {
        keys[country.period.day.advanced(byDays: offset)] =
          offset == 0 ? country.dayKeys : try Country(2, of: 3, at: now.addingTimeInterval(Double(offset) * 86_400)).dayKeys
      }
      self.country = country
      let terms = SealingTerms(installation: InstallationID(rawValue: "tashkent-city")!, epochMinutes: 60, holders: country.holders)
      sealer = PassSealer(terms: terms, store: shelf, news: diary) { [keys] in keys[$0] ?? [] }
    }
  }

  private func pass(_ text: String = "01A123BC", at time: Date = Country.now) -> Pass {
    let plate = Plate(canonical: text)!
    return Pass(
      id: PassID(), camera: CameraID(rawValue: "tas-014-a")!, site: SiteID(rawValue: "tas-014")!, capturedAt: time, receivedAt: time,
      reads: text.isEmpty ? [] : [PlateRead(reader: .camera, raw: text, plate: plate, confidence: 0.9, region: "UZ")],
      coordinate: Coordinate(latitude: 41.3, longitude: 69.2)!, rawSHA256: String(repeating: "0", count: 64))
  }

  @Test("The first pass opens the epoch, and the keyholders open the pass")
  func first() async throws {
    let desk = try Desk()
    let pass = pass()
    try await desk.sealer.keep(pass, at: Country.now)
    let (records, sealed) = desk.shelf.contents.withLock { ($0.opened, $0.passes) }
    #expect(records.count == 1 && sealed.count == 1)
    let opened = try desk.country.open(sealed[0], as: plate("01A123BC"), records[0], from: [0, 2])
    #expect(try opened.pass(of: sealed[0]).plate == pass.plate)
    #expect(await desk.diary.openings == records)
  }

  @Test("At the full hour another epoch begins, and the one before is closed once its last pass is stored")
  func turn() async throws {
    let desk = try Desk()
    let next = desk.country.period.endsAt
    try await desk.sealer.keep(pass(), at: next - 1)
    try await desk.sealer.keep(pass(), at: next)
    #expect(desk.shelf.contents.withLock { Set($0.passes.map(\.context)).count } == 2)
    await desk.sealer.tick(at: next)
    let closings = await desk.diary.closings
    #expect(closings.map(\.epoch) == desk.shelf.contents.withLock { [$0.opened[0].context] })
    #expect(closings[0].passes.values.reduce(0, +) == 1)
    await desk.sealer.end()
    #expect(await desk.diary.closings.count == 2)
  }

  @Test("A hundred callers at the turn of the hour: none is refused, none is stored in an epoch that is closed")
  func crowd() async throws {
    let desk = try Desk()
    let next = desk.country.period.endsAt
    let passes = (0..<100).map { _ in pass() }
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (number, pass) in passes.enumerated() {
        group.addTask { try await desk.sealer.keep(pass, at: next + (number % 2 == 0 ? -1 : 1)) }
        if number % 10 == 0 { group.addTask { await desk.sealer.tick(at: next + 1) } }
      }
      try await group.waitForAll()
    }
    await desk.sealer.end()
    let (stored, opened, closed) = desk.shelf.contents.withLock { ($0.passes, $0.opened, $0.closed) }
    #expect(Set(stored.map(\.id)) == Set(passes.map(\.id)) && stored.count == 100)
    #expect(Set(opened.map(\.context)) == Set(closed))
  }

  @Test("An epoch whose record cannot be stored seals nothing; the next try has other keys")
  func fullDisk() async throws {
    let desk = try Desk()
    desk.shelf.contents.withLock { $0.fails = true }
    await #expect(throws: Shelf.Full.self) { try await desk.sealer.keep(pass(), at: Country.now) }
    await desk.sealer.tick(at: Country.now)
    #expect(await desk.diary.failures == 1)
    desk.shelf.contents.withLock { $0.fails = false }
    try await desk.sealer.keep(pass(), at: Country.now)
    #expect(desk.shelf.contents.withLock { $0.passes.count } == 1)
  }

  @Test("Two openings of one hour never share a context")
  func reopened() async throws {
    let desk = try Desk()
    for _ in 0..<2 {
      try await desk.sealer.keep(pass(), at: Country.now)
      await desk.sealer.end()
    }
    #expect(Set(desk.shelf.contents.withLock { $0.opened.map(\.context) }).count == 2)
  }

  @Test("Without the keys of a day nothing is sealed on it, and the message says whose are missing")
  func missingKeys() async throws {
    let desk = try Desk(keysOf: 1)
    let tomorrow = desk.country.period.day.advanced(byDays: 1).start
    let fault = await #expect(throws: SealingFault.self) { try await desk.sealer.keep(pass(at: tomorrow), at: tomorrow) }
    #expect(fault.map { "\($0)" }?.contains("court") == true)
    #expect(desk.shelf.contents.withLock { $0.passes.isEmpty })
  }
}
