import Foundation

/// What passed just now, so that a page which is opened shows something at once.
actor LiveBoard {
  /// How many passing vehicles a page begins with.
  private static let rowsKept = 20
  /// Over how long the rate is counted.
  private static let window: TimeInterval = 60

  private var rows: [LiveEvent.Sighting] = []
  private var arrivals: [Date] = []
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
    let start = now().addingTimeInterval(-Self.window)
    return arrivals.reduce(0) { $0 + ($1 >= start ? 1 : 0) }
  }

  func note(_ sighting: LiveEvent.Sighting) {
    rows.insert(sighting, at: 0)
    if rows.count > Self.rowsKept { rows.removeLast() }
    let instant = now()
    arrivals.append(instant)
    let start = instant.addingTimeInterval(-Self.window)
    if let first = arrivals.first, first < start { arrivals.removeAll { $0 < start } }
  }
}
