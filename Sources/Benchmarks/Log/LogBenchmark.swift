public import Foundation
import Histogram
import Synchronization
public import TransparencyLog

/// A public log that many write to at once: how many entries it makes durable and provable a second, and how long proofs take.
public struct LogBenchmark: Sendable {
  /// How many proofs are made, and checked.
  private static let proofs = 5000

  let entries: Int
  let appenders: Int
  let pooling: Duration

  /// - Parameters:
  ///   - entries: how many are written.
  ///   - appenders: how many write at the same time, each waiting for its entry before it writes the next; those that wait together share a checkpoint.
  ///   - pooling: for how long an entry waits for others.
  /// - Throws: ``BenchmarkFault/unusable(_:)``.
  public init(entries: Int, appenders: Int, pooling: Duration = .milliseconds(200)) throws(BenchmarkFault) {
    guard (1...10_000_000).contains(entries), (1...100_000).contains(appenders) else {
      throw .unusable("1 to 10,000,000 entries can be written, by 1 to 100,000 at the same time.")
    }
    guard pooling >= .zero, pooling <= .seconds(10) else { throw .unusable("Entries wait 0 to 10,000 milliseconds for others.") }
    self.entries = entries
    self.appenders = appenders
    self.pooling = pooling
  }

  /// Writes, proves and checks. A log that lies there already goes on.
  /// - Parameters:
  ///   - folder: the log's; what is in it afterwards is the caller's to remove.
  ///   - signer: the log's key.
  ///   - progress: is told what is done.
  /// - Throws: ``BenchmarkFault``: also where the log is not whole afterwards; or what the log throws.
  public func run(in folder: URL, signer: NoteSigner, progress: @escaping @Sendable (String) -> Void) async throws -> LogBenchReport {
    let figures = try await measure(folder, signer, progress)
    progress("the whole log is read")
    let report = try LogAudit.report(on: LogFolderCopy(folder), key: signer.key)
    if let first = report.findings.first { throw BenchmarkFault.logDamaged("\(first)") }
    guard let size = report.state?.size, size == figures.sizeBefore + entries else {
      throw BenchmarkFault.logDamaged("it has \(report.state?.size ?? 0) entries, and \(figures.sizeBefore + entries) were acknowledged")
    }
    return LogBenchReport(figures, of: self, size: size)
  }

  /// The log is closed afterwards.
  private func measure(_ folder: URL, _ signer: NoteSigner, _ progress: @escaping @Sendable (String) -> Void) async throws -> LogFigures {
    let log = try TransparencyLog(opening: LogFolder(folder), signer: signer, pooling: pooling)
    var figures = LogFigures(sizeBefore: await log.checkpoint.size)
    try await append(to: log, &figures, progress)
    progress("\(Self.proofs) proofs are made and checked")
    let policy = try WitnessPolicy(text: "log \(signer.key.text)\nquorum none\n")
    for _ in 0..<Self.proofs {
      let index = Int.random(in: 0..<figures.sizeBefore + entries)
      guard let entry = try await log.entries(index..<index + 1).first else { continue }
      let begun = ContinuousClock.now
      let proof = try await log.proof(of: index)
      let made = ContinuousClock.now
      _ = try proof.verify(entry, policy)
      figures.proof(made: made - begun, checked: ContinuousClock.now - made)
    }
    return figures
  }

  private final class Count: Sendable {
    let begun = Atomic(0)
    let done = Atomic(0)
  }

  /// Each waits for its entry and for the proof of it.
  private func append(to log: TransparencyLog, _ figures: inout LogFigures, _ progress: @escaping @Sendable (String) -> Void) async throws {
    let count = Count()
    let begun = ContinuousClock.now
    let waits = try await withThrowingTaskGroup(of: Histogram<UInt64>.self) { group in
      for _ in 0..<min(appenders, entries) {
        group.addTask {
          var waits = LogFigures.histogram()
          while case let number = count.begun.wrappingAdd(1, ordering: .relaxed).oldValue, number < entries {
            try Task.checkCancellation()
            let asked = ContinuousClock.now
            _ = try await log.proof(of: try await log.append(Self.entry(number)))
            LogFigures.note(ContinuousClock.now - asked, in: &waits)
            let written = count.done.wrappingAdd(1, ordering: .relaxed).newValue
            if written % max(1, entries / 10) == 0 { progress("\(written) of \(entries) entries are in the log") }
          }
          return waits
        }
      }
      var all = LogFigures.histogram()
      for try await each in group { LogFigures.add(each, to: &all) }
      return all
    }
    figures.appended(waits, in: ContinuousClock.now - begun)
  }

  /// One of the size that entries of warrants have.
  private static func entry(_ number: Int) throws -> LogEntry {
    let commitment = Data((0..<32).map { _ in UInt8.random(in: .min ... .max) })
    return try LogEntry(
      .auditRecorded, at: Date(),
      [
        "act": .text("consultation"), "commitment": .bytes(commitment), "number": .number(number), "outcome": .text("allowed"),
        "role": .text("officer"), "subject": .text("case"),
      ])
  }
}
