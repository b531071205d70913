import Foundation
import Traffic

/// The fixed-time signal plan of a junction: two groups that take turns, 90 seconds around.
struct SignalPlan: Hashable, Sendable {
  static let cycle = 90.0
  static let amberMilliseconds = 3_000

  private let offset: Double

  /// - Parameter name: the site's; neighbours do not switch at once.
  init(name: String) {
    var chance = SeededRandom(seed: 90, of: name)
    offset = chance.number(in: 0...Self.cycle)
  }

  /// When each colour begins in the cycle of the first group; the second group follows half a cycle later.
  private static let steps: [(start: Double, colour: SignalState.Colour)] = [(0, .green), (37, .amber), (40, .red), (88, .redAmber)]

  private func position(_ group: String, at time: Date) -> Double {
    let shifted = time.timeIntervalSince1970 - offset - (group == "2" ? Self.cycle / 2 : 0)
    let rest = shifted.truncatingRemainder(dividingBy: Self.cycle)
    return rest < 0 ? rest + Self.cycle : rest
  }

  /// What a group shows.
  func state(_ group: String, at time: Date) -> SignalState {
    let position = position(group, at: time)
    let step = Self.steps.last { $0.start <= position } ?? Self.steps[0]
    let since = time.addingTimeInterval(step.start - position)
    return SignalState(group: group, colour: step.colour, since: since, amberMilliseconds: step.colour == .red ? Self.amberMilliseconds : nil)
  }

  /// When the group turns to a colour next, after `time`.
  func next(_ colour: SignalState.Colour, of group: String, after time: Date) -> Date {
    let start = Self.steps.first { $0.colour == colour }?.start ?? 0
    let wait = start - position(group, at: time)
    return time.addingTimeInterval(wait > 0 ? wait : wait + Self.cycle)
  }

  /// Every colour of both groups that began after `start` and not after `end`, in order of time.
  func phases(from start: Date, to end: Date) -> [SignalState] {
    var phases: [SignalState] = []
    for group in ["1", "2"] {
      var at = end
      while true {
        let state = state(group, at: at)
        guard state.since > start else { break }
        phases.append(state)
        at = state.since.addingTimeInterval(-0.001)
      }
    }
    return phases.sorted { $0.since < $1.since }
  }
}
