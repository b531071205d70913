import Foundation
import Storage

/// Whether an auditor looks through the records week by week.
struct ReviewExamination: Examination {
  static let name = "audit-review"
  /// CJIS Security Policy 5.9.5, AU-6: records are reviewed at least once a week. A week is to be signed before the next one is over.
  private static let weeksLookedAt = 5

  let store: Store
  let now: @Sendable () -> Date

  struct Facts: Sendable {
    /// Weeks that should have been signed, have records, and are not signed, the oldest first.
    var unsigned: [String]
  }

  func facts() throws -> Facts {
    let zone = TimeZone(identifier: Surroundings.homeZone(of: try store.sites())) ?? .gmt
    var week = AuditWeek(containing: now(), zone: zone).before(zone: zone)
    var unsigned: [String] = []
    for _ in 0..<Self.weeksLookedAt {
      week = week.before(zone: zone)
      guard try store.auditCount(AuditQuery(from: week.from, to: week.to)) > 0, try store.review(ofWeek: week.name) == nil else { continue }
      unsigned.append(week.name)
    }
    return Facts(unsigned: unsigned.reversed())
  }

  func findings(_ facts: Facts) -> [Finding] {
    guard !facts.unsigned.isEmpty else { return [holds("Every week's audit records were reviewed in time.")] }
    let weeks = facts.unsigned.joined(separator: ", ")
    return [fails("Nobody has reviewed the audit records of \(weeks).", "An auditor looks at the sample and signs the week on the audit pages.")]
  }
}
