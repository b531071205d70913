public import Foundation
import GRDB
import Sealing
public import Traffic

extension Store {
  /// Sums of hourly counters over a span, smallest key first; keys that counted nothing are absent.
  /// - Parameters:
  ///   - kinds: What to count together.
  ///   - from: First instant, rounded down to its hour.
  ///   - to: End, rounded up to an hour; that hour itself no longer counts.
  ///   - area: Leaves out what was counted elsewhere.
  public func series(
    _ kinds: [StatisticKind], from: Date, to: Date, by grouping: StatisticCount.Grouping, within area: Area = .everywhere
  ) throws -> [StatisticCount] {
    let marks = Array(repeating: "?", count: kinds.count).joined(separator: ", ")
    let sql = """
      SELECT \(grouping.rawValue) AS key, sum(count) AS total FROM statistics
      WHERE kind IN (\(marks)) AND hour >= ? AND hour < ?\(area.narrowing("site"))
      GROUP BY \(grouping.rawValue) ORDER BY \(grouping.rawValue)
      """
    let span: StatementArguments = [from.hourSince1970, Int((to.timeIntervalSince1970 / 3600).rounded(.up))]
    return try read { db in
      try Row.fetchAll(db, sql: sql, arguments: StatementArguments(kinds.map(\.rawValue)) + span + area.arguments)
        .map { Self.count($0, by: grouping) }
    }
  }

  private static func count(_ row: Row, by grouping: StatisticCount.Grouping) -> StatisticCount {
    var count = StatisticCount(count: row["total"])
    switch grouping {
    case .hour: count.hour = Date(hourSince1970: row["key"])
    case .site: count.site = SiteID(rawValue: row["key"])
    case .camera: count.camera = CameraID(rawValue: row["key"])
    case .kind: count.kind = StatisticKind(rawValue: row["key"])
    }
    return count
  }

  /// Counts a settled capture: the pass, its cases by kind, its hits, and what else the settlement says.
  static func count(_ settlement: Settlement, camera: CameraID, in db: Database) throws {
    var counts: [StatisticKind: Int] = [.pass: 1]
    for opened in settlement.cases { counts[.violation(opened.violation.kind), default: 0] += 1 }
    if !settlement.hits.isEmpty { counts[.hit] = settlement.hits.count }
    for kind in settlement.statistics where counts[kind] == nil { counts[kind] = 1 }
    let place = PassTally.Place(site: settlement.site, camera: camera, hour: settlement.capturedAt.hourSince1970)
    for (kind, number) in counts { try add(number, of: kind, at: place, in: db) }
  }

  /// Writes down what passed; the tally is to be begun anew then.
  public func count(_ tally: PassTally) async throws {
    try await commits.write { db in
      for (place, number) in tally.passes { try Self.add(number, of: .pass, at: place, in: db) }
      for (camera, arrivals) in tally.arrivals {
        try self.noteArrival(of: camera, at: arrivals.lastReceivedAt, captures: arrivals.count, repeats: arrivals.repeats, in: db)
        guard let capturedAt = arrivals.lastCapturedAt else { continue }
        try self.noteClock(of: camera, capturedAt: capturedAt, receivedAt: capturedAt.addingTimeInterval(arrivals.clockOffset), in: db)
      }
    }
  }

  static func add(_ number: Int, of kind: StatisticKind, at place: PassTally.Place, in db: Database) throws {
    try db.execute(
      sql: """
        INSERT INTO statistics (kind, hour, site, camera, count) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (kind, hour, site, camera) DO UPDATE SET count = count + excluded.count
        """,
      arguments: [kind.rawValue, place.hour, place.site.rawValue, place.camera.rawValue, number])
  }
}
