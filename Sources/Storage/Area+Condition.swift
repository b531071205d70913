import GRDB
import Traffic

/// An area as a condition of SQL, so that what lies outside is not read at all.
extension Area {
  /// What is added to a condition with `AND`; empty where the area is everywhere.
  /// - Parameter column: holds a site's ID.
  func narrowing(_ column: String) -> String {
    guard case .sites(let sites) = self else { return "" }
    return " AND \(column) IN (\(Array(repeating: "?", count: sites.count).joined(separator: ", ")))"
  }

  /// The same for a column that holds a case's ID.
  func narrowing(caseColumn column: String) -> String {
    guard case .sites = self else { return "" }
    return " AND \(column) IN (SELECT id FROM cases WHERE destroyed_at IS NULL\(narrowing("site")))"
  }

  /// The same for a column that holds a camera's ID. A camera lies where it stands now; one that is not known lies nowhere.
  func narrowing(cameraColumn column: String) -> String {
    guard case .sites = self else { return "" }
    return " AND \(column) IN (SELECT id FROM cameras WHERE id IS NOT NULL\(narrowing("site")))"
  }

  /// The values for the question marks of one narrowing.
  var arguments: StatementArguments {
    guard case .sites(let sites) = self else { return [] }
    return StatementArguments(sites.map(\.rawValue).sorted())
  }
}
