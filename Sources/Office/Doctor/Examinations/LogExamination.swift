import Foundation
import Storage
import TransparencyLog
import Witnessing

/// Whether the public log is as it was written: every entry, every tile, its root and signatures, and no shard shorter than the records say.
struct LogExamination: Examination {
  static let name = "log"
  /// With witnesses every new state is signed within seconds; figures are entered at least once a day.
  private static let oldestSignature: TimeInterval = 25 * 3600
  /// Findings that are told; the rest is counted.
  private static let mostTold = 5

  let configuration: Configuration
  let store: Store
  let now: @Sendable () -> Date

  struct Facts: Sendable {
    /// What is not as it was written, a line each.
    var damages: [String] = []
    var entries = 0
    /// Shards that have fewer entries than audit records say: the shard, how many there are, and how many there must be.
    var short: [Shortfall] = []
    /// When witnesses signed the newest published state; `nil` where none are asked or none has.
    var witnessedAt: Date?
    var asksWitnesses = false
    var now = Date.distantPast

    struct Shortfall: Sendable {
      var shard: String
      var entries: Int
      var least: Int
    }
  }

  func facts() throws -> Facts {
    let least = try store.leastLogSizes()
    let keys = try LogKeyFile(configuration.transparency.key).keys(origin: configuration.transparency.origin, in: configuration.logFolder, at: now())
    var facts = Facts(asksWitnesses: configuration.transparency.awaitsWitnesses, now: now())
    var reports: [LogAudit.ShardReport] = []
    for shard in try shards() {
      let report = try report(on: shard, keys)
      reports.append((shard.name, report))
      facts.damages += report.findings.map { "\(shard.name)/\($0)" }
      let size = report.state?.size ?? 0
      facts.entries += size
      if let least = least[shard.name], size < least, !facts.asksWitnesses { facts.short.append(.init(shard: shard.name, entries: size, least: least)) }
      facts.witnessedAt = report.witnessed?.quorumAt ?? facts.witnessedAt
    }
    facts.damages += LogAudit.links(between: reports).map { "\($0)" }
    let missing = Set(least.keys).subtracting(reports.map(\.name)).sorted()
    facts.short += missing.map { .init(shard: $0, entries: 0, least: least[$0] ?? 0) }
    return facts
  }

  func findings(_ facts: Facts) -> [Finding] {
    var findings = facts.damages.prefix(Self.mostTold).map { damage in
      fails("The public log is not as it was written: \(damage)", "Stop the server, keep the folder as it is, and compare it with a witness's copy.")
    }
    if facts.damages.count > Self.mostTold {
      findings.append(fails("\(facts.damages.count - Self.mostTold) more places of the log are wrong.", "`gantry log check` names them all."))
    }
    findings += facts.short.map { shard in
      fails(
        "The shard \(shard.shard) of the log has \(shard.entries) entries, and records stand up to its entry \(shard.least): it was cut short or set back.",
        "Stop the server, and put the log back from its newest copy.")
    }
    if facts.asksWitnesses, facts.entries > 0 { findings += witnessFindings(facts) }
    guard findings.isEmpty else { return findings }
    let count = Wording.count(facts.entries, "entry", "entries")
    guard facts.asksWitnesses else {
      return [holds("All \(count) of the public log are as they were signed.", advice: "No witness signs it yet: see `transparency.witnesses`.")]
    }
    return [holds("All \(count) of the public log are as they were signed, and witnesses signed the newest state.")]
  }

  private func witnessFindings(_ facts: Facts) -> [Finding] {
    let advice = "`gantry witness status` says who does not answer."
    guard let at = facts.witnessedAt else { return [fails("The newest state of the log lacks signatures of its witnesses.", advice)] }
    guard facts.now.timeIntervalSince(at) > Self.oldestSignature else { return [] }
    return [fails("Witnesses signed the log \(Wording.span(facts.now.timeIntervalSince(at))) ago for the last time.", advice)]
  }

  /// None before the first start, which makes the log.
  private func shards() throws -> [FoundShard] {
    FileManager.default.fileExists(atPath: configuration.logFolder.path) ? try FoundShard.all(in: configuration.logFolder) : []
  }

  private func report(on shard: FoundShard, _ keys: [NoteKey]) throws -> LogReport {
    let origin = try shard.origin()
    guard let key = keys.first(where: { $0.name == origin }) ?? keys.first(where: { $0.name.hasSuffix("/\(shard.name)") }) else {
      throw DoctorFault("the shard \(shard.name) of the log is not signed with this server's key")
    }
    let policy = try configuration.transparency.witnesses?.policy(for: key)
    if let copy = shard.copy { return try LogAudit.report(on: copy, key: key, policy: policy) }
    return try LogAudit.report(on: shard.reader, key: key, policy: policy)
  }
}
