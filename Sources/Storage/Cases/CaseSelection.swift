import Enforcement
import Foundation
import GRDB
import Traffic

/// A query for cases as a condition of SQL.
struct CaseSelection {
  private(set) var condition: String
  private(set) var arguments: StatementArguments

  init(_ query: CaseQuery) {
    condition = "destroyed_at IS NULL AND sequence > ifnull((SELECT sequence FROM cases AS last WHERE last.id = ?), 0)"
    arguments = [query.after?.uuid.bytes]
    require("state", in: query.states.map(\.rawValue))
    require("kind", in: query.kinds.map(\.rawValue))
    require("site", in: query.sites.map(\.rawValue))
    require("camera", in: query.cameras.map(\.rawValue))
    condition += query.area.narrowing("site")
    arguments += query.area.arguments
    if let from = query.from { require("opened_at >= ?", [from.milliseconds]) }
    if let to = query.to { require("opened_at < ?", [to.milliseconds]) }
    if let person = query.excludingReviewer {
      require("NOT EXISTS (SELECT 1 FROM case_reviewers WHERE case_id = cases.id AND person = ?)", [person.bytes])
    }
  }

  private mutating func require(_ column: String, in values: [String]) {
    guard !values.isEmpty else { return }
    require("\(column) IN (\(Array(repeating: "?", count: values.count).joined(separator: ", ")))", StatementArguments(values.sorted()))
  }

  private mutating func require(_ part: String, _ values: StatementArguments) {
    condition += " AND \(part)"
    arguments += values
  }
}
