import Access

/// Numbers that pages show beside their names; those that a person may not know are left out.
struct CountsNews: Sendable, Encodable, Hashable {
  var waiting: String?
  var openHits: String?
  var unparsed: String?
  var passesPerMinute: String?

  /// - Parameter passesPerMinute: `nil` for pages that do not show it.
  init(_ work: WaitingWork, passesPerMinute: Int?, for person: Person) {
    waiting = person.may(.readCases) ? Wording.count(work.cases) : nil
    openHits = person.may(.decideHits) ? Wording.count(work.openHits) : nil
    unparsed = person.may(.readUnparsed) ? Wording.count(work.unparsed) : nil
    self.passesPerMinute = person.may(.watchLive) ? passesPerMinute.map { Wording.count($0) } : nil
  }
}
