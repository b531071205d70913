import Foundation

/// What passed just now, so that a page which is opened shows something at once.
actor LiveBoard {
  /// How many passing vehicles a page begins with.
  private static let rowsKept = 20
  /// Over how long the rate is counted.
  private static let window = 60

  private var rows: [LiveEvent.Sighting] = []
  /// How many came in each second, by seconds since 1970.
  private var arrivals: [Int: Int] = [:]
  private let now: @Sendable () -> Date

  init(now: @escaping @Sendable () -> Date) { self.now = now }

  /// Listens until the events end, which they do when the office stops.
  func follow(_ live: LiveEvents) async {
    for await event in await live.listen() {
      if case .pass(let sighting) = event { note(sighting) }
    }
  }

  /// Newest first.
  var recent: [LiveEvent.Sighting] { rows }

  /// Vehicles in the last minute.
  var passesPerMinute: Int {
    let start = second - Self.window
    return arrivals.reduce(0) { $0 + ($1.key > start ? $1.value : 0) }
  }

  func note(_ sighting: LiveEvent.Sighting) {
    rows.insert(sighting, at: 0)
    if rows.count > Self.rowsKept { rows.removeLast() }
    let second = second
    if arrivals[second] == nil { arrivals = arrivals.filter { $0.key > second - Self.window } }
    arrivals[second, default: 0] += 1
  }

  private var second: Int { Int(now().timeIntervalSince1970) }
}
