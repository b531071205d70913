import Histogram

/// How a server bore a load.
struct LoadFigures: Sendable {
  /// Answers by HTTP status.
  var answers: [Int: Int] = [:]
  /// Requests whose connection broke before the answer, or whose answer was none.
  var broken = 0
  /// Requests that were due, or sent, and not answered when patience ended.
  var unanswered = 0
  /// Answers that came before the last request was due to be sent.
  var inTime = 0
  /// How long requests were sent.
  var seconds = 0.0
  /// From when a request was due to its answer, in microseconds.
  var latencies = Histogram<UInt64>(lowestDiscernibleValue: 1, highestTrackableValue: 600_000_000, numberOfSignificantValueDigits: .three)

  /// Requests that were taken.
  var accepted: Int { answers.reduce(0) { (200..<300).contains($1.key) ? $0 + $1.value : $0 } }
  /// Requests that went wrong in one way or another.
  var failed: Int { answers.values.reduce(0, +) - accepted + broken + unanswered }
  /// Answers a second.
  var perSecond: Double { seconds > 0 ? Double(inTime) / seconds : 0 }

  /// Requests whose latency is known, at least from below.
  var timed: Int { Int(latencies.totalCount) }

  /// Latency that so many of a hundred requests stay below, in milliseconds.
  func milliseconds(percentile: Double) -> Double { Double(latencies.valueAtPercentile(percentile)) / 1000 }

  mutating func note(status: Int) { answers[status, default: 0] += 1 }

  mutating func note(nanoseconds: Int64) { _ = latencies.record(UInt64(max(0, nanoseconds) / 1000)) }
}
