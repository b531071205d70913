import Foundation
import Sealing
import Storage
import Testing
import Traffic

@testable import Benchmarks

@Suite("The search benchmark")
struct SearchBenchmarkTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "search-bench-\(UUID().uuidString)")

  @Test("finds what was planted and nothing else, and counts what it filled")
  func planted() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let plan = try ArchivePlan(passes: 20_000, cameras: 5, days: 2, lastDay: try #require(UTCDay("2026-11-20")))
    let benchmark = try SearchBenchmark(plan, keyholders: try BenchKeyholders(), searches: 4, perSearch: 3)
    let figures = try await benchmark.run(in: folder.appending(path: "large")) { _ in }
    #expect(figures.passes == 20_000 && figures.epochs == 48 && figures.searches == 4)
    #expect(figures.hits == 12 && figures.tokensPerSearch == 48 * 5 * 2)
    #expect(figures.bytesPerPass > 600 && figures.byteCount > 20_000 * 600)
    let small = try await benchmark.run(in: folder.appending(path: "small"), passes: 500) { _ in }
    #expect(small.passes == 500 && small.hits == 12)
    let report = SearchReport(figures, plan: plan, comparison: small, startSeconds: 0.5)
    #expect(report.goals.count == 3 && report.goals[2].isMet && report.growth != nil)
    let again = try JSONDecoder().decode(SearchReport.self, from: JSONEncoder().encode(report))
    #expect(again == report)
    #expect(report.text.contains("20000 passes in 48 epochs") && report.text.contains("4 searches of 480 tokens found 12 passes"))
  }

  @Test("accepts nothing but each planted pass once")
  func wrongHits() throws {
    let (first, second, stranger) = (PassID(), PassID(), PassID())
    try SearchBenchmark.check([second, first], against: [first, second], round: 0)
    for wrong in [[], [first], [first, first], [first, stranger], [first, second, stranger], [first, second, second]] {
      #expect(throws: BenchmarkFault.self) { try SearchBenchmark.check(wrong, against: [first, second], round: 0) }
    }
  }

  @Test("is not begun where the disk has no room, or with numbers that mean nothing")
  func refusals() throws {
    let day = try #require(UTCDay("2026-11-20"))
    let plan = try ArchivePlan(passes: 1 << 50, cameras: 1, days: 1, lastDay: day)
    #expect(throws: BenchmarkFault.self) { try plan.expectRoom(in: FileManager.default.temporaryDirectory) }
    #expect(throws: BenchmarkFault.self) { try ArchivePlan(passes: 0, cameras: 1, days: 1, lastDay: day) }
    #expect(throws: BenchmarkFault.self) { try ArchivePlan(passes: 1, cameras: 1, days: 0, lastDay: day) }
    let small = try ArchivePlan(passes: 3, cameras: 1, days: 1, lastDay: day)
    #expect(throws: BenchmarkFault.self) { try SearchBenchmark(small, keyholders: try BenchKeyholders(), searches: 2, perSearch: 2) }
  }

  @Test("A random pass is as long as a sealed one, and no two are the same")
  func random() async throws {
    let keyholders = try BenchKeyholders()
    let day = try #require(UTCDay("2026-11-20"))
    let period = try EpochPeriod(containing: day.start, lengthMinutes: 60)
    let secrets = try EpochSecrets(
      site: keyholders.installation, period: period, bootNonce: Data(count: 8), holders: keyholders.holders,
      dayKeys: try keyholders.dayKeys(for: day).map(\.published))
    let context = secrets.record.context
    var sealer = try await secrets.begin(at: day.start) { _ in }
    let plan = try ArchivePlan(passes: 10, cameras: 1, days: 1, lastDay: day)
    let pass = try PlantedPass.all(rounds: 1, perRound: 1, in: plan)[0]
    let sealed = try Data("planted".utf8).withUnsafeBytes {
      try sealer.seal(pass.id, scope: pass.scope, readings: [pass.plate], record: $0, schema: 1, at: day.start)
    }
    let first = try SealedRecord.random(in: pass.scope, context, holders: keyholders.holders)
    let second = try SealedRecord.random(in: pass.scope, context, holders: keyholders.holders)
    #expect(first.bytes.count == sealed.bytes.count && first != second)
    #expect(first.readings[0].token != second.readings[0].token && first.id != second.id)
  }
}
