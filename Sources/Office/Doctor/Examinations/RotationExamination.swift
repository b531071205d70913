import Foundation
import Sealing
import Storage

/// Whether keys are changed in time: the server's own, and those that keyholders publish ahead.
struct RotationExamination: Examination {
  static let name = "rotation"
  private static let longestUse: TimeInterval = 366 * 86_400
  /// Days ahead for which there must be keys: keyholders publish two weeks.
  private static let leastDaysAhead = 2

  let configuration: Configuration
  let store: Store
  let now: @Sendable () -> Date

  struct Facts: Sendable {
    /// Since when the server's key is in use; `nil` where nobody noted it.
    var keySince: Date?
    /// How many days after today have keys of all keyholders; -1 where not even today has, `nil` where there are no keyholders.
    var daysAhead: Int?
    var now: Date
  }

  func facts() throws -> Facts {
    let today = UTCDay(containing: now())
    let ahead = try configuration.sealing.holders.map { holders in
      try store.lastDayWithKeys(of: holders, from: today).map { $0.daysSince1970 - today.daysSince1970 } ?? -1
    }
    return Facts(keySince: try store.keySince, daysAhead: ahead, now: now())
  }

  func findings(_ facts: Facts) -> [Finding] {
    var findings: [Finding] = []
    if let since = facts.keySince, facts.now.timeIntervalSince(since) > Self.longestUse {
      findings.append(fails("The server's key is in use since \(UTCDay(containing: since)), for more than a year.", "`gantry keys rotate`; the server may run meanwhile."))
    }
    if let ahead = facts.daysAhead, ahead < Self.leastDaysAhead {
      let until = ahead < 0 ? "There are no keys of all keyholders for today" : "Keyholders' keys reach for \(Wording.count(ahead, "day", "days")) after today only"
      findings.append(
        fails("\(until); without keys no pass is kept.", "See which keyholder does not answer (`gantry retention status`), and have it publish keys."))
    }
    return findings.isEmpty ? [holds("Keys are changed in time.")] : findings
  }
}
