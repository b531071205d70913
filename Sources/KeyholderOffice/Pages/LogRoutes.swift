import Foundation
import Hummingbird
import Keyholding
import Traffic

/// What this keyholder did.
struct LogRoutes: Sendable {
  var routes: [Route] {
    [
      .get("/log", .judge) { visit in
        let model = LogPage(await visit.keyholder.counterLog, head: await visit.keyholder.counterLogHead)
        return try await visit.desk.page(.log, model, title: "Counter-log", at: .log, for: visit)
      }
    ]
  }
}

/// The last lines of the counter-log.
struct LogPage: Sendable {
  struct Row: Sendable {
    let number: String
    let timeLabel: String
    let kind: String
    let detailsLabel: String
  }

  private static let most = 200

  let totalLabel: String
  let head: String
  let rows: [Row]
  let hasRows: Bool

  init(_ entries: [CounterLogEntry], head: Data) {
    totalLabel = Wording.count(entries.count, "line", "lines") + (entries.count > Self.most ? ", the last \(Self.most) here" : "")
    self.head = head.hex
    rows = entries.suffix(Self.most).reversed().map { entry in
      let details = entry.details.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value)" }
      return Row(
        number: "\(entry.sequence)", timeLabel: Wording.second(entry.time), kind: entry.kind.rawValue,
        detailsLabel: details.joined(separator: " · "))
    }
    hasRows = !rows.isEmpty
  }
}
