import Foundation

/// What `gantry bench ingest` found out.
public struct IngestReport: Codable, Hashable, Sendable {
  public var machine: Machine
  /// Of each load.
  public var seconds: Double
  public var connections: Int
  public var cameras: Int
  /// What the same server does with an empty handler, in requests a second.
  public var ceilingPerSecond: Double
  public var passesPerSecond: Double
  /// The second as a share of the first.
  public var ratio: Double
  /// From when a pass was due to its answer, at ``latencyAtPerSecond``.
  public var latency: LatencyFigures
  public var latencyAtPerSecond: Double
  /// The most memory the server had resident at 7,700 passes a second.
  public var residentMebibytes: Double
  /// All that was acknowledged; as many are stored.
  public var passes: Int
  public var bytesPerPass: Double
  public var goals: [Goal]

  init(_ loads: IngestBenchmark.Loads, of benchmark: IngestBenchmark, bytes: Int, machine: Machine = .this) {
    self.machine = machine
    seconds = benchmark.seconds
    connections = benchmark.connections
    cameras = benchmark.cameras.count
    ceilingPerSecond = loads.ceiling.perSecond
    passesPerSecond = loads.greatest.perSecond
    ratio = ceilingPerSecond > 0 ? passesPerSecond / ceilingPerSecond : 0
    latency = LatencyFigures(loads.timed.latencies)
    latencyAtPerSecond = loads.rate
    residentMebibytes = Double(loads.residentBytes) / 1_048_576
    passes = loads.accepted
    bytesPerPass = Double(bytes) / Double(max(1, loads.accepted))
    goals = [
      Goal("passes a second", passesPerSecond, .atLeast, IngestBenchmark.goalPerSecond),
      Goal("share of the empty handler", ratio, .atLeast, 0.30),
      Goal("p99 in milliseconds at \(loads.rate.written) passes a second", latency.p99Milliseconds, .below, 50),
      Goal("bytes a stored pass", bytesPerPass, .atMost, 700),
      Goal("MiB resident at \(IngestBenchmark.largestNetworkPerSecond.written) passes a second", residentMebibytes, .atMost, 250),
    ]
  }

  /// For a person.
  public var text: String {
    let head = [
      "\(machine.processor), \(machine.cores) cores, commit \(machine.commit)\(machine.buildRemark)",
      "\(cameras) cameras on \(connections) connections, \(seconds.written) s a load; senders and server share the machine",
      "empty handler  \(ceilingPerSecond.written) requests/s",
      "passes         \(passesPerSecond.written) a second, each durable before its answer; \(ratio.written) of the empty handler",
      "latency        \(latency.line) at \(latencyAtPerSecond.written) a second",
      "stored         \(passes) passes, as many as were acknowledged; \(bytesPerPass.written) bytes each",
    ]
    return (head + goals.map(\.line)).joined(separator: "\n")
  }
}
