import Foundation
import Sealing
import TransparencyLog

/// Everything that the public page says of the log, as canonical JSON: served as `/transparency.json`.
///
/// Depends on the log alone, and not on when somebody asks, so that two who see the same state of the log read the same bytes.
struct FiguresReport: Sendable {
  let state: PublicLedger.State
  /// Who must have signed a checkpoint, in the lines of a policy (C2SP `tlog-policy`).
  let policy: String

  var json: CanonicalJSON {
    var fields: [String: CanonicalJSON] = [
      "kind": .text("gantry-transparency"), "version": .number(1), "checkpoint": .text(String(decoding: state.note.bytes, as: UTF8.self)),
      "policy": .text(policy), "size": .number(state.size),
      "shards": .list(state.shards.map { .object(["name": .text($0.shard.name), "key": .text($0.shard.key.text), "size": .number($0.size)]) }),
      "last30Days": Self.json(of: state.tally.recent, from: state.tally.recentDays.first?.day, to: state.tally.recentDays.last?.day),
      "days": .list(state.tally.recentDays.map { Self.json(of: $0.figures, from: $0.day, to: $0.day) }),
    ]
    fields["installation"] = state.tally.facts.map { .object($0.fields) }
    fields["asOf"] = state.tally.asOf.map { .text($0.secondText) }
    fields["countedFrom"] = state.tally.countedFrom.map { .text($0.secondText) }
    fields["countedTo"] = state.tally.countedTo.map { .text($0.secondText) }
    return .object(fields)
  }

  /// Rates are not in it: they follow from two numbers each, which are.
  private static func json(of figures: DayFigures, from: UTCDay?, to: UTCDay?) -> CanonicalJSON {
    var fields = figures.counts.fields
    fields["entries"] = .object(Dictionary(uniqueKeysWithValues: figures.entries.map { ($0.key.rawValue, CanonicalJSON.number($0.value)) }))
    fields["destroyedDays"] = .list(figures.destroyedDays.sorted().map { .text($0) })
    fields["uses"] = .list(figures.uses.sorted { $0.key < $1.key }.map { json(of: $0.key, $0.value) })
    fields["from"] = from.map { .text($0.description) }
    fields["to"] = to.map { .text($0.description) }
    return .object(fields)
  }

  private static func json(of group: SearchGroup, _ count: SearchCount) -> CanonicalJSON {
    var fields: [String: CanonicalJSON] = [
      "role": .text(group.role), "unit": .text(group.unit), "purpose": .text(group.purpose), "count": .number(count.count),
      "refused": .number(count.refused),
    ]
    fields["offence"] = group.offence.map { .text($0) }
    return .object(fields)
  }
}
