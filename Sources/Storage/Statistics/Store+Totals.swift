public import Foundation
import GRDB
import Sealing
public import Traffic

extension Store {
  /// Everything that was ever counted, by kind. Sums only grow: what they counted may be gone.
  public func totals() throws -> [StatisticKind: Int] {
    try read { db in
      let rows = try Row.fetchAll(db, sql: "SELECT kind, sum(count) AS total FROM statistics GROUP BY kind")
      return Dictionary(uniqueKeysWithValues: rows.map { (StatisticKind(rawValue: $0["kind"]), $0["total"]) })
    }
  }

  /// The same of some kinds together, by camera.
  public func totalsByCamera(_ kinds: [StatisticKind]) throws -> [CameraID: Int] {
    let marks = Array(repeating: "?", count: kinds.count).joined(separator: ", ")
    return try read { db in
      let rows = try Row.fetchAll(
        db, sql: "SELECT camera, sum(count) AS total FROM statistics WHERE kind IN (\(marks)) GROUP BY camera",
        arguments: StatementArguments(kinds.map(\.rawValue)))
      let pairs: [(CameraID, Int)] = rows.compactMap { row in CameraID(rawValue: row["camera"]).map { ($0, row["total"]) } }
      return Dictionary(pairs, uniquingKeysWith: +)
    }
  }

  /// The beginning of the first hour that anything was counted in; `nil` where nothing was yet.
  public func countedSince() throws -> Date? {
    try read { db in try Int.fetchOne(db, sql: "SELECT min(hour) FROM statistics").map(Date.init(hourSince1970:)) }
  }
}
