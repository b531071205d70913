import Foundation
import GRDB

extension AuditQuery {
  /// How people at the machine stand in the column of people's IDs.
  static let console = Data(count: 16)

  /// The condition in SQL. Each begins with what an index is sorted by, and the time always stands in it.
  var selection: (condition: String, arguments: StatementArguments) {
    var parts: [String] = []
    var arguments = StatementArguments()
    func narrow(_ column: String, _ value: (any DatabaseValueConvertible)?) {
      guard let value else { return }
      parts.append("\(column) = ?")
      arguments += [value]
    }
    switch who {
    case .person(let id)?: narrow("person", id.bytes)
    case .console?: narrow("person", Self.console)
    case nil: break
    }
    narrow("act", act?.rawValue)
    narrow("subject", subject?.rawValue)
    narrow("outcome", outcome?.rawValue)
    parts.append("at >= ? AND at < ?")
    arguments += [from?.milliseconds ?? Int64.min, to?.milliseconds ?? Int64.max]
    return (parts.joined(separator: " AND "), arguments)
  }
}
