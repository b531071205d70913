import Foundation
import Testing
import TransparencyLog

@testable import Benchmarks

@Suite("The log benchmark")
struct LogBenchmarkTests {
  private let folder = FileManager.default.temporaryDirectory.appending(path: "log-bench-\(UUID().uuidString)")

  @Test("writes what it says, leaves a whole log, and goes on with it")
  func whole() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let signer = try NoteSigner(name: "gantry.bench/log", kind: .log)
    let benchmark = try LogBenchmark(entries: 300, appenders: 50, pooling: .milliseconds(5))
    let first = try await benchmark.run(in: folder, signer: signer) { _ in }
    #expect(first.size == 300 && first.entriesPerSecond > 0 && first.goals.count == 2)
    let second = try await benchmark.run(in: folder, signer: signer) { _ in }
    #expect(second.size == 600)
    #expect(try JSONDecoder().decode(LogBenchReport.self, from: JSONEncoder().encode(second)) == second)
    #expect(second.text.contains("300 entries by 50") && second.text.contains("the log has 600 and is whole"))
  }

  @Test("figures of a log that is not whole count for nothing")
  func damaged() async throws {
    defer { try? FileManager.default.removeItem(at: folder) }
    let signer = try NoteSigner(name: "gantry.bench/log", kind: .log)
    let benchmark = try LogBenchmark(entries: 300, appenders: 50, pooling: .milliseconds(5))
    _ = try await benchmark.run(in: folder, signer: signer) { _ in }
    let tile = folder.appending(path: "public/tile/0/000")
    var bytes = try Data(contentsOf: tile)
    bytes[40] ^= 1
    try bytes.write(to: tile)
    // A proof meets it first, or the reading in the end.
    await #expect { try await benchmark.run(in: folder, signer: signer) { _ in } } throws: { $0 is BenchmarkFault || $0 is TransparencyFault }
  }

  @Test("is not begun with numbers that mean nothing")
  func refusals() {
    #expect(throws: BenchmarkFault.self) { try LogBenchmark(entries: 0, appenders: 1) }
    #expect(throws: BenchmarkFault.self) { try LogBenchmark(entries: 1, appenders: 0) }
    #expect(throws: BenchmarkFault.self) { try LogBenchmark(entries: 1, appenders: 1, pooling: .seconds(60)) }
  }
}
