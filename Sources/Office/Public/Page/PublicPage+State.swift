import Foundation
import TransparencyLog

extension PublicPage {
  /// - Parameters:
  ///   - policy: who must have signed a checkpoint, in the lines of a policy.
  ///   - reportKey: what `/transparency.json.sig` is signed with.
  /// - Throws: where the log's checkpoint is none.
  init(
    _ state: PublicLedger.State, policy: String, reportKey: String, texts: Configuration.PublicPage, surroundings: Surroundings
  ) throws {
    let clock = SiteClock(zone: .gmt)
    let tally = state.tally
    let recent = tally.recent
    asOfLabel = tally.asOf.map { "\(clock.day($0)), \(clock.minute($0)) UTC" }
    countedLabel = Self.counted(tally, clock: clock)
    hasFigures = tally.facts != nil
    tiles = Self.tiles(recent, facts: tally.facts)
    table = Self.rows(recent)
    uses = recent.uses.sorted { $0.key < $1.key }.map { Use($0.key, $0.value) }
    hasUses = !uses.isEmpty
    reviews = PublicReviews(recent.counts, surroundings: surroundings)
    installation = tally.facts.map(PublicInstallation.init)
    health = tally.facts?.health.map { PublicHealth($0, clock: clock) }
    acceptableUse = texts.acceptableUse.map { Line(text: $0) }
    prohibitedUse = texts.prohibitedUse.map { Line(text: $0) }
    entries = tally.newest.map { Entry($0, current: state.shard.name, clock: clock) }
    hasEntries = !entries.isEmpty
    entryCountLabel = Wording.count(tally.entryCount, "entry", "entries")
    log = try Log(state, policy: policy, reportKey: reportKey)
    figuresJSON = try ScriptText(PublicCharts(tally))
    logJSON = try ScriptText(PublicLogData(shard: state.shard.name, policy: policy))
  }

  private static func counted(_ tally: FiguresTally, clock: SiteClock) -> String? {
    guard let from = tally.countedFrom, let to = tally.countedTo else { return nil }
    return "Counted from \(clock.day(from)), \(clock.minute(from)) to \(clock.day(to)), \(clock.minute(to)) UTC"
  }
}

extension PublicPage.Use {
  fileprivate init(_ group: SearchGroup, _ count: SearchCount) {
    useKind = group.isSearch ? "Search" : "Look"
    role = group.role.replacing(",", with: ", ")
    unit = group.unit
    purpose = Wording.sentence(group.purpose)
    offence = group.offence.map { Wording.sentence($0.replacing("-", with: " ")) }
    countLabel = Wording.count(count.count)
    refusedLabel = Wording.count(count.refused)
  }
}

extension PublicPage.Entry {
  fileprivate init(_ logged: LoggedEntry, current: String, clock: SiteClock) {
    shard = logged.place.shard
    index = logged.place.index
    atISO = SiteClock.iso(logged.entry.time)
    atLabel = "\(clock.day(logged.entry.time)), \(clock.time(logged.entry.time))"
    type = logged.entry.kind.rawValue
    typeLabel = logged.entry.kind.publicLabel
    canCheck = logged.place.shard == current
  }
}

extension PublicPage.Log {
  fileprivate init(_ state: PublicLedger.State, policy: String, reportKey: String) throws {
    origin = state.shard.origin
    shard = state.shard.name
    sizeLabel = Wording.count(state.size, "entry", "entries")
    root = try Checkpoint(text: state.note.text).root.base64
    self.policy = policy
    self.reportKey = reportKey
    let witnesses = state.note.signatures.filter { $0.witnessTime != nil }.map(\.keyName)
    signersLabel = witnesses.isEmpty ? "the log alone" : "the log and its witnesses \(witnesses.joined(separator: ", "))"
  }
}
