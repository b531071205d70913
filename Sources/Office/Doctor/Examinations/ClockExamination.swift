import Foundation

/// Whether something keeps the machine's clock right. Evidence is only as good as its time.
struct ClockExamination: Examination {
  static let name = "clock"
  private static let mostMicroseconds = 1_000_000

  func facts() -> KernelClock? { .now() }

  func findings(_ facts: KernelClock?) -> [Finding] {
    guard let clock = facts else { return [unknown("The system does not say how well its clock is kept.")] }
    guard clock.isSynchronised else {
      return [fails("Nothing keeps this machine's clock right.", "Install and start an NTP program (chrony, systemd-timesyncd), and wait until it has set the clock.")]
    }
    guard clock.maximumErrorMicroseconds <= Self.mostMicroseconds else {
      let seconds = (Double(clock.maximumErrorMicroseconds) / 1e6).formatted(.number.precision(.fractionLength(1)))
      return [fails("The clock may be wrong by \(seconds) s.", "See whether the NTP program reaches its servers.")]
    }
    return [holds("The clock is kept right, to \(clock.maximumErrorMicroseconds / 1000) ms or better.")]
  }
}
