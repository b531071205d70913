public import Foundation
public import Traffic

/// Writes the notice of an approved case.
public struct NoticeWriter: Sendable {
  public let rulebook: Rulebook

  public init(rulebook: Rulebook) {
    self.rulebook = rulebook
  }

  /// The notice of a case whose plate was settled by review.
  ///
  /// The keeper is written to only where the registry's answer is about the settled plate: where reviewers corrected a misread plate, the
  /// answer that was asked for at capture is about somebody else.
  /// - Parameters:
  ///   - number: the notice's number.
  ///   - officer: who signs it.
  ///   - instant: when it is issued.
  ///   - accessCode: opens the evidence to the keeper.
  /// - Throws: ``ReviewFault`` where the case is not approved, or a part of the notice is missing.
  public func notice(
    for violation: Case, site: Site, number: String, officer: String, at instant: Date, accessCode: String
  ) throws(ReviewFault) -> Notice {
    guard violation.state == .approved else { throw .transition(from: violation.state, to: .noticeIssued) }
    guard let plate = violation.settledPlate else { throw .noSettledPlate }
    for (part, text) in [("its number", number), ("the officer's name", officer), ("the access code", accessCode)] where text.trimmed.isEmpty {
      throw .noticeIncomplete("\(part) is missing")
    }
    guard let zone = TimeZone(identifier: site.timeZone), let dueAt = dueDate(issuedAt: instant, in: zone) else {
      throw .noticeIncomplete("the site's time zone is not an IANA name such as Asia/Tashkent")
    }
    let keeper = violation.registered.flatMap { $0.plate == plate ? $0 : nil }
    return Notice(
      number: number, caseID: violation.id, caseNumber: violation.number, plate: plate, keeperName: keeper?.keeperName,
      keeperAddress: keeper?.keeperAddress, violation: violation.violation, capturedAt: violation.pass.capturedAt, siteName: site.name,
      timeZone: site.timeZone, issuedAt: instant, dueAt: dueAt, officer: officer, accessCode: accessCode)
  }

  /// The last second of the last day to pay, by the site's calendar. The day of issue is not counted.
  public func dueDate(issuedAt: Date, in zone: TimeZone) -> Date? {
    CalendarDay(of: issuedAt, in: zone).start(in: zone, daysLater: rulebook.noticeDueDays + 1)?.addingTimeInterval(-1)
  }
}
