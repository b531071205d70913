import Access
import Foundation

extension OverviewPage {
  /// Puts the numbers into words, and names what this person should look at.
  init(_ figures: OverviewFigures, span: StatisticsSpan, person: Person, now: Date) {
    spans = StatisticsSpan.offered.map { Span(href: "/?hours=\($0.hours)", label: $0.short, isSelected: $0.hours == span.hours) }
    spanLabel = span.label
    dataHref = "/data/statistics?hours=\(span.hours)"
    counts = Counts(figures, now: now)
    attention = Attention.log(figures, now: now) + Attention.all(figures, for: person)
    hasAttention = !attention.isEmpty
    health = HealthCard(figures.diagnosis, seesFindings: person.may(.manageSecurity), now: now)
  }
}

extension OverviewPage.Counts {
  init(_ figures: OverviewFigures, now: Date) {
    passes = Wording.count(figures.passes)
    readLabel = figures.passes > 0 ? Wording.finePercent(1 - Double(figures.unreadPasses) / Double(figures.passes)) + " read" : nil
    violations = Wording.count(figures.violations)
    waiting = Wording.count(figures.waiting.cases)
    oldestWaitingLabel = figures.oldestWaitingSince.map { "oldest " + Wording.span(now.timeIntervalSince($0)) }
    approved = Wording.count(figures.approved)
    rejected = Wording.count(figures.rejected)
    let decided = figures.approved + figures.rejected
    rejectRateLabel = decided > 0 ? Wording.percent(Double(figures.rejected) / Double(decided)) : nil
    notices = Wording.count(figures.notices)
    let amounts = figures.noticeAmounts.sorted { $0.key < $1.key }.map { Wording.amount($0.value, $0.key) }
    noticesAmountLabel = amounts.isEmpty ? nil : amounts.joined(separator: ", ")
    openHits = Wording.count(figures.waiting.openHits)
    hitsLabel = "\(Wording.count(figures.hits)) in all, \(Wording.count(figures.confirmedHits)) confirmed"
    let inUse = figures.cameras.filter { $0.key != .off }.values.reduce(0, +)
    camerasOnline = Wording.count(figures.cameras[.ok] ?? 0)
    camerasTotal = Wording.count(inUse)
    isCameraTrouble = (figures.cameras[.silent] ?? 0) + (figures.cameras[.late] ?? 0) > 0
    unparsed = Wording.count(figures.waiting.unparsed)
    isUnparsedTrouble = figures.waiting.unparsed > 0
  }
}

extension OverviewPage.Attention {
  /// What keeps everybody's warrants waiting.
  static func log(_ figures: OverviewFigures, now: Date) -> [OverviewPage.Attention] {
    if figures.isLogForked {
      return [.init(text: "The public log shows two faces: nothing of it is published until the administrator has found out why", isBad: true)]
    }
    guard let since = figures.logWaitingSince else { return [] }
    let span = Wording.span(now.timeIntervalSince(since))
    return [.init(text: "Too few witnesses have signed the public log for \(span): warrants wait", isBad: true)]
  }

  /// Only what the person can do something about.
  static func all(_ figures: OverviewFigures, for person: Person) -> [OverviewPage.Attention] {
    var all: [OverviewPage.Attention] = []
    if let silent = figures.cameras[.silent], silent > 0, person.may(.watchLive) || person.may(.manageCameras) {
      let what = silent == 1 ? "1 camera has" : "\(Wording.count(silent)) cameras have"
      all.append(.init(text: "\(what) sent nothing for more than 15 minutes", href: "/cameras?state=silent", isBad: true))
    }
    if figures.waiting.openHits > 0, person.may(.decideHits) {
      let what = figures.waiting.openHits == 1 ? "1 hit waits" : "\(Wording.count(figures.waiting.openHits)) hits wait"
      all.append(.init(text: "\(what) for a dispatcher", href: "/hits", isBad: true))
    }
    if figures.waiting.unparsed > 0, person.may(.readUnparsed) {
      let what = Wording.count(figures.waiting.unparsed, "body", "bodies")
      all.append(.init(text: "\(what) could not be read and may hold evidence", href: "/unparsed", isBad: false))
    }
    return all
  }
}
