import Foundation
import Office
import Sealing
import Storage

/// What rests of each day, and who still has its key.
struct RetentionReport: Encodable {
  struct Day: Encodable {
    var day: String
    var epochs: Int
    var passes: Int
    var bytes: Int
    /// Keyholders that said they have the key.
    var keys: [String]
    /// Whether as many of them have it as open a pass.
    var canBeOpened: Bool
  }

  var retentionDays: Int
  var threshold: Int?
  var days: [Day]
  /// Keyholders that could not be asked.
  var away: [String]

  init(configuration: Configuration, days: [ArchivedDay], keys: [HolderID: Set<UTCDay>], away: [HolderID]) {
    retentionDays = configuration.retention.passDays
    threshold = configuration.sealing.holders?.threshold
    self.away = away.map(\.rawValue)
    self.days = days.map { day in
      let holders = keys.filter { $0.value.contains(day.day) }.keys.map(\.rawValue).sorted()
      return Day(
        day: day.day.description, epochs: day.epochs, passes: day.passes, bytes: day.byteCount, keys: holders,
        canBeOpened: holders.count >= configuration.sealing.holders?.threshold ?? .max)
    }
  }

  var text: String {
    let kept = retentionDays == 0 ? "Passes are not kept." : "Passes are kept for \(retentionDays) days."
    guard !days.isEmpty else { return "\(kept) None rest here." }
    let rows = days.map { day in
      let keys = day.keys.isEmpty ? "no key known" : day.keys.joined(separator: ", ")
      return "\(day.day)  \(day.passes) passes  \(day.bytes.formatted(.byteCount(style: .file)))  keys: \(keys)\(day.canBeOpened ? "" : " (cannot be opened)")"
    }
    let missing = away.isEmpty ? [] : ["Not asked, because they do not answer: \(away.joined(separator: ", "))"]
    return ([kept] + rows + missing).joined(separator: "\n")
  }
}
