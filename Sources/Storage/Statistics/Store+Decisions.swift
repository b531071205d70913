import Foundation
import GRDB
import Sealing
import Traffic

/// Counting what people decide.
extension Store {
  /// Counts the decisions that a change of a case holds.
  static func count(changeOf before: Case, to after: Case, in db: Database) throws {
    for review in after.reviews.dropFirst(before.reviews.count) { try add(.review, at: review.at, after.pass, in: db) }
    guard after.state != before.state, let instant = after.timeline.last?.at else { return }
    if after.state == .approved {
      try add(.approved, at: instant, after.pass, in: db)
      let isConfirmed = after.settledPlate != nil && after.settledPlate == after.pass.plate
      try add(isConfirmed ? .plateConfirmed : .plateCorrected, at: instant, after.pass, in: db)
    }
    if after.state == .noticeIssued { try add(.notice, at: instant, after.pass, in: db) }
    if after.state == .rejected { try add(.rejected(after.reviews.last?.reason ?? .other), at: instant, after.pass, in: db) }
  }

  /// Counts a hit that was just decided.
  static func count(_ hit: Hit, decidedAt instant: Date, in db: Database) throws {
    try add(.decided(hit.decision), at: instant, hit.pass, in: db)
  }

  private static func add(_ kind: StatisticKind, at instant: Date, _ pass: Pass, in db: Database) throws {
    try add(1, of: kind, at: PassTally.Place(site: pass.site, camera: pass.camera, hour: instant.hourSince1970), in: db)
  }
}
