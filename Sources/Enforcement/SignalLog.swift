public import Foundation
public import Traffic

/// The recent phases of one site's signals, by group.
public struct SignalLog: Sendable, Hashable {
  /// How many phases are kept of each group: more than an hour of the fastest signal, and late captures ask no further back.
  public static let phasesKept = 256
  /// How many groups one junction can have here; a sender that invents more is not believed.
  public static let groupsKept = 64

  /// Sorted by the instant they began, oldest first, no two at the same instant.
  private var phases: [String: [SignalState]] = [:]

  public init() {}

  /// Adds a phase. Phases may come late and out of order; one that begins at the same instant as another replaces it.
  public mutating func append(_ state: SignalState) {
    guard phases[state.group] != nil || phases.count < Self.groupsKept else { return }
    var group = phases[state.group] ?? []
    let index = Self.firstIndex(after: state.since, in: group)
    if index > 0, group[index - 1].since == state.since {
      group[index - 1] = state
    } else {
      group.insert(state, at: index)
    }
    phases[state.group] = group.suffix(Self.phasesKept)
  }

  /// The phase that a group showed at an instant; `nil` where the log does not reach back that far or does not know the group.
  ///
  /// A red comes with the length of the amber before it where the log holds that amber.
  public func state(group name: String, at instant: Date) -> SignalState? {
    guard let group = phases[name] else { return nil }
    let next = Self.firstIndex(after: instant, in: group)
    guard next > 0 else { return nil }
    var state = group[next - 1]
    if state.colour == .red, state.amberMilliseconds == nil, next > 1, group[next - 2].colour == .amber {
      state.amberMilliseconds = Int((state.since.timeIntervalSince(group[next - 2].since) * 1000).rounded())
    }
    return state
  }

  /// The index of the first phase that began after an instant.
  private static func firstIndex(after instant: Date, in group: [SignalState]) -> Int {
    var low = 0
    var high = group.count
    while low < high {
      let middle = (low + high) / 2
      if group[middle].since <= instant { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
