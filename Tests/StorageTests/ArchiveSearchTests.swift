import Foundation
import Sealing
import Testing
import Traffic

@testable import Storage

@Suite("Looking tokens up")
struct ArchiveSearchTests {
  /// How tokens lie among each other.
  enum Spread: CaseIterable {
    case random, crowded, extreme

    func token() -> Data {
      switch self {
      case .random: ArchiveDesk.bytes(16)
      case .crowded: Data(count: 15) + [UInt8.random(in: 0...40)]
      case .extreme: Bool.random() ? Data(count: 16) : Data(repeating: 255, count: 15) + [UInt8.random(in: 250...255)]
      }
    }
  }

  @Test("finds the same as going through all passes, wherever tokens lie", arguments: Spread.allCases, [false, true])
  func sameAsScan(spread: Spread, closed: Bool) async throws {
    let desk = try ArchiveDesk(limits: ArchiveLimits(readingsInLog: 300))
    let epochs = [try await desk.open(), try await desk.open(hoursLater: 1)]
    var passes: [SealedRecord] = []
    for number in 0..<900 {
      let scope = ArchiveDesk.scope(number % 5, ArchiveDesk.hour - UInt32(number % 3))
      passes.append(try ArchiveDesk.pass(epochs[number % 2], scope, tokens: (0...number % 3).map { _ in spread.token() }, bodyBytes: 16))
    }
    let appended = await ArchiveDesk.append(passes, to: desk.archive)
    #expect(appended.count == passes.count)
    if closed { for epoch in epochs { _ = try await desk.archive.close(epoch) } }
    var wanted: [TokenLookup] = []
    for _ in 0..<1200 {
      let pass = passes.randomElement()!
      let token = Bool.random() ? pass.readings.randomElement()!.token : spread.token()
      let scope = ArchiveDesk.scope(Int.random(in: 0...5), ArchiveDesk.hour - UInt32.random(in: 0...3))
      wanted.append(TokenLookup(epoch: epochs.randomElement()!, scope: Bool.random() ? pass.scope : scope, token: token))
    }
    let found = Set(try desk.archive.find(wanted))
    var expected: Set<FoundPass> = []
    let byToken = Dictionary(grouping: passes.flatMap { pass in pass.readings.map { (token: $0.token, pass: pass) } }, by: \.token)
    for (place, lookup) in wanted.enumerated() {
      for (_, pass) in byToken[lookup.token] ?? [] where pass.context == lookup.epoch && pass.scope == lookup.scope {
        expected.insert(FoundPass(lookup: place, record: pass))
      }
    }
    #expect(found == expected && !expected.isEmpty)
    #expect(try desk.archive.find(wanted).count == expected.count, "each pass once for each question")
  }

  @Test("answers each of several questions for one token, and none in an epoch that is not here")
  func repeated() async throws {
    let desk = try ArchiveDesk()
    let epoch = try await desk.open()
    let token = ArchiveDesk.bytes(16)
    let pass = try ArchiveDesk.pass(epoch, tokens: [token, token])
    try await desk.archive.append(pass)
    let stranger = try desk.secrets().record.context
    let wanted = [epoch, stranger, epoch].map { TokenLookup(epoch: $0, scope: ArchiveDesk.scope(), token: token) }
    let expected = [FoundPass(lookup: 0, record: pass), FoundPass(lookup: 2, record: pass)]
    #expect(try desk.archive.find(wanted) == expected)
    _ = try await desk.archive.close(epoch)
    #expect(try desk.archive.find(wanted) == expected)
    #expect(try desk.archive.find([]).isEmpty)
  }

  @Test("keeps so many segments open and no more")
  func bounded() async throws {
    let desk = try ArchiveDesk()
    var passes: [SealedRecord] = []
    for hour in 0..<8 {
      let epoch = try await desk.open(hoursLater: hour % 4)
      passes.append(try ArchiveDesk.pass(epoch))
      try await desk.archive.append(passes[hour])
      _ = try await desk.archive.close(epoch)
    }
    let small = try desk.another(limits: ArchiveLimits(openSegments: 3))
    for _ in 0..<3 {
      #expect(try small.found(passes).isExactly(passes))
      #expect((1...3).contains(small.closed.segmentCount))
    }
    let large = try desk.another()
    #expect(try large.found(passes).isExactly(passes))
    #expect(large.closed.segmentCount == 8)
  }
}
