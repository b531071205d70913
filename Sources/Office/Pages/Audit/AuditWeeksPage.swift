import Foundation
import Storage

/// The weeks, and which of them an auditor has signed off.
struct AuditWeeksPage: Sendable {
  var rows: [Row]

  struct Row: Sendable {
    var weekName: String
    var spanLabel: String
    var recordsLabel: String
    var refusedLabel: String
    var sampleLabel: String
    var sampleHref: String
    var signed: Signed?
    /// Whether it can be signed now.
    var isOpen: Bool
    var isRunning: Bool
  }

  struct Signed: Sendable {
    var by: String
    var atLabel: String
    var note: String?
  }
}

extension AuditWeeksPage.Row {
  /// - Parameter sample: how many of the records that were drawn are assessed, and how many there are.
  init(
    _ week: AuditWeek, records: Int, refused: Int, sample: (assessed: Int, drawn: Int), review: AuditWeekReview?, isOver: Bool, clock: SiteClock
  ) {
    weekName = week.name
    spanLabel = "\(clock.shortDay(week.from)) – \(clock.day(week.to.addingTimeInterval(-1)))"
    recordsLabel = Wording.count(records)
    refusedLabel = Wording.count(refused)
    sampleLabel = "\(sample.assessed) of \(sample.drawn)"
    sampleHref = "/audit/sample?week=\(week.name)"
    signed = review.map { review in
      AuditWeeksPage.Signed(by: review.by, atLabel: "\(clock.day(review.at)), \(clock.minute(review.at))", note: review.note)
    }
    isOpen = isOver && review == nil && sample.assessed == sample.drawn
    isRunning = !isOver
  }
}
