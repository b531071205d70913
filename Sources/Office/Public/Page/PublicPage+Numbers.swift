import TransparencyLog

extension PublicPage {
  static func tiles(_ recent: DayFigures, facts: PublishedFacts?) -> [Tile] {
    let counts = recent.counts
    return [
      Tile(
        name: "Vehicles counted", value: Wording.count(counts[.vehicles]),
        note: facts.map { Wording.count($0.cameras, "camera", "cameras") } ?? ""),
      Tile(name: "Hits on a list", value: Wording.count(counts[.hits]), note: "\(rate(counts[.hits], of: counts[.vehicles])) of vehicles"),
      Tile(name: "Hits confirmed", value: Wording.count(counts[.confirmedHits]), note: "by a person who looked"),
      Tile(name: "Cases", value: Wording.count(counts[.cases]), note: "\(Wording.count(counts[.notices])) became notices"),
      Tile(name: "Warrants asked", value: Wording.count(recent.count(.warrantRequested)), note: warrants(recent)),
      Tile(name: "Searches", value: Wording.count(recent.searches), note: "each with its offence class"),
      Tile(name: "Days destroyed", value: Wording.count(recent.destroyedDays.count), note: "of sealed passes"),
    ]
  }

  static func rows(_ recent: DayFigures) -> [Row] {
    let counts = recent.counts
    func row(_ name: String, _ number: Int, _ meaning: String) -> Row { Row(rowName: name, rowValue: Wording.count(number), rowMeaning: meaning) }
    return [
      row("Vehicles detected", counts[.vehicles], "passed a camera; of \(Wording.count(counts[.unread])) nobody could read a plate"),
      row("Hits", counts[.hits], "plates that a list names"),
      row("Hits confirmed", counts[.confirmedHits], "a dispatcher looked at the picture and said: correct"),
      row("Hits that were none", counts[.wrongRegionHits] + counts[.misreadHits] + counts[.dismissedHits], notHits(counts)),
      Row(
        rowName: "Hit rate", rowValue: rate(counts[.confirmedHits], of: counts[.vehicles]), rowMeaning: "confirmed hits among all vehicles"),
      row("Cases opened", counts[.cases], "violations that two people look at"),
      row("Cases approved", counts[.approved], "two people agreed"),
      row("Cases rejected", counts[.rejected], "one person’s doubt is enough"),
      row("Notices issued", counts[.notices], "letters to keepers"),
      row("Warrants asked for", recent.count(.warrantRequested), "to find one vehicle’s way"),
      row("Warrants granted", recent.count(.warrantApproved), "answers of keyholders who agreed; several for one warrant"),
      row("Warrants refused", recent.count(.warrantRefused), "answers of keyholders who did not"),
      row("Warrants run out", recent.count(.warrantExpired), "nobody answered in time"),
      row("Warrants made public", recent.count(.warrantUnsealed), "their text can be read by everybody now"),
      row("Searches for passes", recent.count(.queryExecuted), "made with keyholders’ answers"),
      row("Keys released", recent.count(.keysReleased), "by keyholders, for the passes that were found"),
      row("Days destroyed", recent.destroyedDays.count, "of sealed passes, keys first"),
    ]
  }

  private static func notHits(_ counts: PublishedCounts) -> String {
    [(counts[.misreadHits], "misread"), (counts[.wrongRegionHits], "of another region"), (counts[.dismissedHits], "dismissed")]
      .map { "\(Wording.count($0)) \($1)" }.joined(separator: ", ")
  }

  private static func warrants(_ recent: DayFigures) -> String {
    "\(Wording.count(recent.count(.warrantApproved))) granted, \(Wording.count(recent.count(.warrantRefused))) refused"
  }

  /// `0.02 %`; a dash where there is nothing to be a share of.
  static func rate(_ part: Int, of whole: Int) -> String {
    whole > 0 ? "\(Wording.decimal(Double(part) / Double(whole) * 100, places: 2))\(Wording.space)%" : "–"
  }
}
