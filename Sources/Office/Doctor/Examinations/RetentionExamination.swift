import Foundation
import Sealing
import Storage

/// Whether everything is destroyed whose time has passed.
struct RetentionExamination: Examination {
  static let name = "retention"
  /// The server destroys every ten minutes; what was overdue for less may be about to go.
  private static let patience: TimeInterval = 3600

  let configuration: Configuration
  let store: Store
  let now: @Sendable () -> Date

  struct Facts: Sendable {
    var overdue: OverdueCounts
    /// Days of passes that are kept beyond their time.
    var passDays: Int
  }

  func facts() throws -> Facts {
    let (retention, instant) = (configuration.retention, now().addingTimeInterval(-Self.patience))
    let overdue = try store.overdue(
      rejectedBefore: instant.addingTimeInterval(-retention.rejected.seconds), unparsedBefore: instant.addingTimeInterval(-retention.unparsed.seconds),
      closedBefore: retention.closed.map { instant.addingTimeInterval(-$0.seconds) }, auditBefore: instant.addingTimeInterval(-retention.audit.seconds))
    return Facts(overdue: overdue, passDays: try overduePassDays(at: instant))
  }

  func findings(_ facts: Facts) -> [Finding] {
    let kinds = [
      Self.text(facts.passDays, "day of passes", "days of passes"), Self.text(facts.overdue.rejected, "rejected case", "rejected cases"),
      Self.text(facts.overdue.hits, "hit that was none", "hits that were none"),
      Self.text(facts.overdue.unparsed, "body that nobody could read", "bodies that nobody could read"),
      Self.text(facts.overdue.closed, "closed case", "closed cases"), Self.text(facts.overdue.audit, "audit record", "audit records"),
    ].compactMap(\.self)
    guard !kinds.isEmpty else { return [holds("Nothing is kept beyond its time.")] }
    return [
      fails(
        "Kept beyond its time: \(kinds.joined(separator: ", ")).",
        "Start the server, which destroys it within ten minutes; where it runs, its log says “retention not carried out” and why.")
    ]
  }

  private func overduePassDays(at instant: Date) throws -> Int {
    guard FileManager.default.fileExists(atPath: configuration.passArchive.path) else { return 0 }
    let first = UTCDay(containing: instant).advanced(byDays: -configuration.retention.passDays)
    return try PassArchive(folder: configuration.passArchive).days().count { $0.day < first }
  }

  private static func text(_ count: Int, _ one: String, _ many: String) -> String? { count > 0 ? Wording.count(count, one, many) : nil }
}
