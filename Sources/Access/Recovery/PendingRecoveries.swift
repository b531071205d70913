import Foundation
import Synchronization

/// Means of recovery that wait for their first code: one for each person, in memory, for a quarter of an hour.
final class PendingRecoveries: Sendable {
  static let lifetime: Duration = .seconds(15 * 60)

  private struct Entry {
    let password: PasswordHash
    let totp: TOTP
    let since: Date
    var failures = 0
  }

  /// Guarded by its mutex.
  private let entries = Mutex<[UUID: Entry]>([:])

  func propose(_ password: PasswordHash, _ totp: TOTP, for person: UUID, at now: Date) {
    entries.withLock { entries in
      entries = entries.filter { Self.isFresh($0.value, now) }
      entries[person] = Entry(password: password, totp: totp, since: now)
    }
  }

  /// Takes what waits for a person, where a code is right. After five wrong ones nothing waits any more.
  /// - Throws: ``RecoveryFault/nothingPending`` or ``RecoveryFault/wrongCode``.
  func confirm(_ code: String, of person: UUID, at now: Date) throws -> RecoveryMeans {
    try entries.withLock { entries in
      guard let entry = entries[person], Self.isFresh(entry, now) else { throw RecoveryFault.nothingPending }
      guard let step = entry.totp.step(of: code, at: now, after: nil) else {
        entries[person]?.failures += 1
        if entry.failures + 1 >= RecoveryMeans.mostFailures { entries[person] = nil }
        throw RecoveryFault.wrongCode
      }
      entries[person] = nil
      return RecoveryMeans(person: person, password: entry.password, totp: entry.totp, setAt: now, usedStep: step)
    }
  }

  private static func isFresh(_ entry: Entry, _ now: Date) -> Bool {
    (0..<lifetime.timeInterval).contains(now.timeIntervalSince(entry.since))
  }
}
