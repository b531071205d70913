import Foundation
import Synchronization

/// Who used the office last when, since it started. In memory only: what is kept are the audit records, and those are not for whoever manages people.
///
/// Written by ``Reception`` with every request of somebody who is signed in; the mutex guards the table.
final class Attendance: Sendable {
  let since: Date
  private let seen = Mutex<[UUID: Date]>([:])

  init(since: Date) { self.since = since }

  func note(_ person: UUID, at instant: Date) { seen.withLock { $0[person] = instant } }

  func lastSeen(_ person: UUID) -> Date? { seen.withLock { $0[person] } }

  /// `2 min ago`; `not since 21 Nov, 14:02` where the person has not been here since the start.
  func label(_ person: UUID, clock: SiteClock, now: Date) -> String {
    lastSeen(person).map { Wording.ago($0, now: now) } ?? "not since \(clock.shortDay(since)), \(clock.minute(since))"
  }
}
