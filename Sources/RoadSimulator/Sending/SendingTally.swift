/// Counts what was sent and how long the listener took. An actor, because many cameras send at once.
public actor SendingTally {
  /// How it went so far.
  public struct Report: Sendable, Hashable {
    /// Messages that were answered with success.
    public var accepted = 0
    /// Messages that were answered with something else, or never.
    public var failed = 0
    /// Messages with stills or clips among those accepted.
    public var withPictures = 0
    /// Passages that were left out because drawing or sending could not keep up.
    public var leftOut = 0
    /// Longest and mean time to an answer in seconds.
    public var slowestSeconds = 0.0
    public var meanSeconds = 0.0
  }

  /// The numbers so far.
  public private(set) var report = Report()
  /// Status of the last answer that was no success.
  public private(set) var lastRefusal: Int?

  func note(_ answer: CameraClient.Answer, hadPictures: Bool) {
    guard (200..<300).contains(answer.status) else {
      report.failed += 1
      lastRefusal = answer.status
      return
    }
    report.accepted += 1
    if hadPictures { report.withPictures += 1 }
    report.slowestSeconds = max(report.slowestSeconds, answer.seconds)
    report.meanSeconds += (answer.seconds - report.meanSeconds) / Double(report.accepted)
  }

  func noteFailure() { report.failed += 1 }
  func noteLeftOut() { report.leftOut += 1 }
}
