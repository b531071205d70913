import Foundation
import Synchronization

/// The challenges that were given out and not answered yet. Each is taken once, within five minutes, and only for what it was made for.
/// They are in memory: a restart of the server asks again.
public final class ChallengeBook: Sendable {
  /// How long a challenge can be answered.
  public static let lifetime: Duration = .seconds(5 * 60)
  static let lifetimeMilliseconds = Int(lifetime.components.seconds) * 1000

  /// What a challenge was made for.
  enum Purpose: Sendable, Hashable {
    /// A passkey of this person.
    case enrolment(UUID)
    case signIn
    /// What exactly is approved, and by whom.
    case approval(Act)

    /// Whether it crowds out the same others: anybody may ask to sign in, and must not push out what people who are in were asked.
    func crowds(_ other: Purpose) -> Bool {
      switch (self, other) {
      case (.enrolment, .enrolment), (.signIn, .signIn), (.approval, .approval): true
      default: false
      }
    }
  }

  private struct Entry {
    let challenge: Challenge
    let purpose: Purpose
    let madeAt: Date
  }

  private let most: Int
  /// Oldest first; guarded by its mutex.
  private let entries = Mutex<[Entry]>([])

  /// - Parameter most: How many of a kind are remembered. With more the oldest of them is forgotten, so that nobody fills the memory by asking.
  public init(most: Int = 4096) { self.most = max(1, most) }

  /// Notes a challenge that is about to be given out.
  func note(_ challenge: Challenge, for purpose: Purpose, at now: Date) {
    entries.withLock { entries in
      entries.removeAll { !Self.isFresh($0, now) }
      if entries.count(where: { purpose.crowds($0.purpose) }) >= most, let oldest = entries.firstIndex(where: { purpose.crowds($0.purpose) }) {
        entries.remove(at: oldest)
      }
      entries.append(Entry(challenge: challenge, purpose: purpose, madeAt: now))
    }
  }

  /// Takes a challenge out, whether or not it is still good.
  /// - Returns: What it was made for; `nil` where it was not given out, was used or is too old.
  func take(_ challenge: Challenge, at now: Date) -> Purpose? {
    entries.withLock { entries in
      guard let place = entries.firstIndex(where: { $0.challenge == challenge }) else { return nil }
      let entry = entries.remove(at: place)
      return Self.isFresh(entry, now) ? entry.purpose : nil
    }
  }

  private static func isFresh(_ entry: Entry, _ now: Date) -> Bool {
    (0..<lifetime.timeInterval).contains(now.timeIntervalSince(entry.madeAt))
  }
}
