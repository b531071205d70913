import Foundation
import Synchronization
import Traffic

/// What passed just now: how much, and the last few vehicles, so that a page which is opened shows something at once.
final class LiveTraffic: Sendable {
  /// Passing vehicles beyond this many a second are counted and not shown; nobody could read them.
  static let shownPerSecond = 20
  /// How many passing vehicles a page begins with.
  private static let rowsKept = 20
  /// Over how long the rate is counted.
  private static let window = 60

  private struct Kept {
    /// Newest first.
    var rows: [LiveEvent.Sighting] = []
    /// How many came in each second, by seconds since 1970 and by site.
    var arrivals: [Int: [SiteID: Int]] = [:]
    /// How many of the last second were shown.
    var shown = (second: 0, count: 0)
  }

  /// Owned by this type; guarded by its lock.
  private let kept = Mutex(Kept())

  /// The last vehicles of an area, newest first.
  func recent(within area: Area) -> [LiveEvent.Sighting] {
    kept.withLock { $0.rows }.filter { SiteID(rawValue: $0.site).map(area.contains) ?? false }
  }

  /// Vehicles in the last minute, in an area.
  func passesPerMinute(at now: Date, within area: Area) -> Int {
    let start = Self.second(now) - Self.window
    return kept.withLock { kept in
      kept.arrivals.reduce(0) { total, arrivals in
        guard arrivals.key > start else { return total }
        return total + arrivals.value.reduce(0) { area.contains($1.key) ? $0 + $1.value : $0 }
      }
    }
  }

  /// Counts a vehicle.
  /// - Parameters:
  ///   - site: where it passed.
  ///   - sighting: what is shown of it, made only where it is.
  /// - Returns: what pages are to be told of it; `nil` where they are told enough in this second.
  func note(at now: Date, site: SiteID, _ sighting: () -> LiveEvent.Sighting) -> LiveEvent.Sighting? {
    let second = Self.second(now)
    return kept.withLock { kept in
      if kept.arrivals[second] == nil { kept.arrivals = kept.arrivals.filter { $0.key > second - Self.window } }
      kept.arrivals[second, default: [:]][site, default: 0] += 1
      if kept.shown.second != second { kept.shown = (second, 0) }
      kept.shown.count += 1
      guard kept.shown.count <= Self.shownPerSecond else { return nil }
      let shown = sighting()
      kept.rows.insert(shown, at: 0)
      if kept.rows.count > Self.rowsKept { kept.rows.removeLast() }
      return shown
    }
  }

  private static func second(_ now: Date) -> Int { Int(now.timeIntervalSince1970) }
}
