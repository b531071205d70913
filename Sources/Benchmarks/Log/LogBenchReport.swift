import Foundation

/// What `gantry bench log` found out.
public struct LogBenchReport: Codable, Hashable, Sendable {
  public static let goalPerSecond = 2000.0

  public var machine: Machine
  public var entries: Int
  public var appenders: Int
  /// How long an entry waits for others to share a checkpoint with.
  public var poolingMilliseconds: Double
  /// All entries of the log in the end.
  public var size: Int
  /// Entries a second, each durable, with its proof in hand.
  public var entriesPerSecond: Double
  /// From handing an entry over to having its proof.
  public var append: LatencyFigures
  /// Making the proof of any entry.
  public var proof: LatencyFigures
  /// Checking one: the way to the root, and the log's signature.
  public var verify: LatencyFigures
  public var goals: [Goal]

  init(_ figures: LogFigures, of benchmark: LogBenchmark, size: Int, machine: Machine = .this) {
    self.machine = machine
    entries = benchmark.entries
    appenders = benchmark.appenders
    poolingMilliseconds = benchmark.pooling / .milliseconds(1)
    self.size = size
    entriesPerSecond = Double(benchmark.entries) / max(figures.seconds, 0.001)
    append = LatencyFigures(figures.waits)
    proof = LatencyFigures(figures.made)
    verify = LatencyFigures(figures.checked)
    goals = [
      Goal("entries a second, with proof", entriesPerSecond, .atLeast, Self.goalPerSecond),
      Goal("p99 of a proof in milliseconds", proof.p99Milliseconds, .below, 1),
    ]
  }

  /// For a person.
  public var text: String {
    let head = [
      "\(machine.processor), \(machine.cores) cores, commit \(machine.commit)\(machine.buildRemark)",
      "\(entries) entries by \(appenders) at the same time, pooled for \(poolingMilliseconds.written) ms; the log has \(size) and is whole",
      "entries  \(entriesPerSecond.written) a second, each durable and proven",
      "append   \(append.line), with its proof",
      "proof    \(proof.line)",
      "verify   \(verify.line)",
    ]
    return (head + goals.map(\.line)).joined(separator: "\n")
  }
}
