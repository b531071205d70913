import Histogram

/// What the log's benchmark has measured so far.
struct LogFigures: Sendable {
  /// How many entries the log had before.
  let sizeBefore: Int
  private(set) var seconds = 0.0
  /// From handing an entry over to having its proof.
  private(set) var waits = Self.histogram()
  private(set) var made = Self.histogram()
  private(set) var checked = Self.histogram()

  init(sizeBefore: Int) { self.sizeBefore = sizeBefore }

  mutating func appended(_ waits: Histogram<UInt64>, in time: Duration) {
    self.waits = waits
    seconds = time / .seconds(1)
  }

  mutating func proof(made: Duration, checked: Duration) {
    Self.note(made, in: &self.made)
    Self.note(checked, in: &self.checked)
  }

  /// In microseconds.
  static func histogram() -> Histogram<UInt64> {
    Histogram<UInt64>(lowestDiscernibleValue: 1, highestTrackableValue: 600_000_000, numberOfSignificantValueDigits: .three)
  }

  static func note(_ time: Duration, in histogram: inout Histogram<UInt64>) { _ = histogram.record(UInt64(max(0, time / .microseconds(1)))) }

  static func add(_ other: Histogram<UInt64>, to histogram: inout Histogram<UInt64>) {
    for value in other.recordedValues() { _ = histogram.record(value.value, count: value.count) }
  }
}
