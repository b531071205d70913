import Access
import Foundation
import Storage

/// Whether people can come in who have not been there for a long time.
struct AbsenceExamination: Examination {
  static let name = "absent-people"
  /// CJIS Security Policy 5.9.5, AC-2(3): accounts that were not used for 90 days are disabled.
  private static let longestAbsence: TimeInterval = 90 * 86_400

  let store: Store
  let now: @Sendable () -> Date

  struct Facts: Sendable {
    /// For each enabled person, when they were seen last, or added where they never were.
    var seen: [Date]
    var now: Date
  }

  func facts() async throws -> Facts {
    let last = try store.lastSeen()
    let people = try await store.people().filter(\.isEnabled)
    return Facts(seen: people.map { max(last[$0.id] ?? .distantPast, $0.createdAt) }, now: now())
  }

  func findings(_ facts: Facts) -> [Finding] {
    let absent = facts.seen.count { facts.now.timeIntervalSince($0) > Self.longestAbsence }
    guard absent > 0 else { return [holds("Everybody who may come in was there within 90 days.")] }
    let who = absent == 1 ? "1 person who may come in was" : "\(absent) people who may come in were"
    return [fails("\(who) not there for 90 days.", "Ask whether they still need to; disable those who do not, on the people page.")]
  }
}
