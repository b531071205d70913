import Foundation
public import Traffic

extension NoticeWriter {
  /// The notice in words, for paper and for whoever cannot see a page: everything that `cases.md` asks of it, a blank line between its parts.
  public func text(of notice: Notice) -> String {
    [
      "\(rulebook.authority.name)\n\(rulebook.authority.address)",
      [notice.keeperName, notice.keeperAddress].compactMap(\.self).joined(separator: "\n"),
      "Notice \(notice.number)\nCase \(notice.caseNumber)\nIssued on \(written(notice.issuedAt, notice, hasTime: false)) by \(notice.officer)",
      act(notice),
      "Statute \(notice.violation.statuteCode): \(notice.violation.statuteText)",
      "Amount: \(notice.violation.amount.grouped) \(notice.violation.currency)\nDue by \(written(notice.dueAt, notice, hasTime: false))",
      "To pay: \(rulebook.authority.payment)",
      "To contest: \(rulebook.authority.contest)",
      "If another person drove: \(rulebook.authority.nominate)",
      "To see the evidence: \(rulebook.authority.evidence)\nNotice \(notice.number), access code \(notice.accessCode)",
      "Rules of \(rulebook.jurisdiction), edition \(rulebook.version)",
    ].filter { !$0.isEmpty }.joined(separator: "\n\n")
  }

  private func act(_ notice: Notice) -> String {
    let when = written(notice.capturedAt, notice, hasTime: true)
    var lines = ["Vehicle with the plate \(notice.plate)", "\(notice.violation.kind.label) on \(when)", notice.siteName]
    if let measurement = notice.violation.measurement { lines.append(measurement.inWords) }
    return lines.joined(separator: "\n")
  }

  private func written(_ instant: Date, _ notice: Notice, hasTime: Bool) -> String {
    LocalTime(instant, zone: TimeZone(identifier: notice.timeZone) ?? .gmt).text(hasTime: hasTime)
  }
}

extension Violation.Measurement {
  /// The number, what was taken off it, and what it must not pass.
  var inWords: String {
    let measured = "Measured \(value.plain) \(unit), less a tolerance of \(tolerance.plain) \(unit): \(corrected.plain) \(unit)"
    let allowed = unit == "s" ? "Counted from the beginning of red" : "Limit \(limit.plain) \(unit)"
    return "\(measured)\n\(allowed) (\(limitSource))"
  }
}

extension Double {
  /// Without decimals that say nothing.
  fileprivate var plain: String {
    let rounded = (self * 100).rounded() / 100
    return rounded == rounded.rounded() && abs(rounded) < 1e9 ? "\(Int(rounded))" : "\(rounded)"
  }
}

extension Int {
  /// In groups of three digits, parted by no-break spaces.
  fileprivate var grouped: String {
    let digits = String(magnitude)
    let groups = digits.enumerated().map { index, digit in
      index > 0 && (digits.count - index) % 3 == 0 ? "\u{A0}\(digit)" : "\(digit)"
    }
    return (self < 0 ? "-" : "") + groups.joined()
  }
}
