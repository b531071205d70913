import Foundation
import Sealing
import Synchronization

/// The days that keyholders hold for a court: their passes outlast the server's retention as their keys do.
///
/// Filled by ``KeyholderWatch`` alone and read by retention; guarded by its mutex. Empty at each start: until a keyholder has answered, nothing is
/// destroyed for want of its word, but not for ever, because whoever cuts the line must not make passes stay.
final class HeldDays: Sendable {
  /// So long retention waits for the word of a keyholder that does not answer, in days. Its key of the day is what counts, and it keeps or destroys
  /// that by its own calendar.
  static let patienceDays = 7

  private let days = Mutex<[HolderID: Set<UTCDay>]>([:])

  func note(_ held: Set<UTCDay>, by holder: HolderID) { days.withLock { $0[holder] = held } }

  /// Whether the passes of a day may be destroyed.
  /// - Parameters:
  ///   - oldest: the first day that retention keeps.
  ///   - holders: all who can be asked.
  func allowsDestroying(_ day: UTCDay, oldest: UTCDay, holders: [HolderID]) -> Bool {
    days.withLock { known in
      if known.values.contains(where: { $0.contains(day) }) { return false }
      return holders.allSatisfy { known[$0] != nil } || day < oldest.advanced(byDays: -Self.patienceDays)
    }
  }
}
