import Foundation

/// Hands out how many offences may happen in each ten seconds, so that reviewers get work at an even pace whatever drivers feel like.
struct OffenceQuota: Sendable {
  private static let slotSeconds = 10.0
  private let start: Date
  private let pace: Pace
  private var spent: [Int: Int] = [:]

  init(start: Date, pace: Pace) {
    self.start = start
    self.pace = pace
  }

  /// Takes one offence at a time, if there is one left for it.
  mutating func take(at time: Date) -> Bool {
    let elapsed = time.timeIntervalSince(start)
    guard elapsed >= 0 else { return false }
    let slot = Int(elapsed / Self.slotSeconds)
    guard spent[slot, default: 0] < allowance(slot) else { return false }
    spent[slot, default: 0] += 1
    if spent.count > 512 { spent = spent.filter { $0.key > slot - 64 } }
    return true
  }

  private func allowance(_ slot: Int) -> Int {
    let regular = total(through: slot) - total(through: slot - 1)
    return slot < 6 ? max(regular, (pace.openingViolations + 5) / 6) : regular
  }

  /// Offences from the start to the end of a slot at the regular pace.
  private func total(through slot: Int) -> Int { Int(Double(slot + 1) * Self.slotSeconds / max(0.1, pace.secondsBetweenViolations)) }
}
