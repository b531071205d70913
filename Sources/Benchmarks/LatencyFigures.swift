import Histogram

/// How long something took, in milliseconds.
public struct LatencyFigures: Codable, Hashable, Sendable {
  /// Half of all took no longer.
  public var p50Milliseconds: Double
  public var p99Milliseconds: Double
  public var p999Milliseconds: Double
  public var longestMilliseconds: Double

  /// - Parameter microseconds: how long each took.
  init(_ microseconds: Histogram<UInt64>) {
    p50Milliseconds = Double(microseconds.valueAtPercentile(50)) / 1000
    p99Milliseconds = Double(microseconds.valueAtPercentile(99)) / 1000
    p999Milliseconds = Double(microseconds.valueAtPercentile(99.9)) / 1000
    longestMilliseconds = Double(microseconds.max) / 1000
  }

  /// For a person.
  var line: String {
    "p50 \(p50Milliseconds.written), p99 \(p99Milliseconds.written), p99.9 \(p999Milliseconds.written), longest \(longestMilliseconds.written) ms"
  }
}
