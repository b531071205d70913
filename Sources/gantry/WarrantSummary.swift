import Foundation
import Keyholding
import Sealing
import Storage
import Traffic

/// A warrant as the command line shows it.
struct WarrantSummary: Encodable {
  var id: String
  var state: String
  var requester: String
  var purpose: String
  var caseNumber: String
  var plates: [String]
  var cameras: Int
  var from: String
  var to: String
  var unsealBy: String
  var approvals: [Approval]
  var keyholders: [Holder]
  var hits: Int?
  var history: [Event]

  struct Approval: Encodable {
    var person: String
    var fingerprint: String
  }

  struct Holder: Encodable {
    var name: String
    var state: String
    var reason: String?
  }

  struct Event: Encodable {
    var at: String
    var what: String
    var by: String?
  }

  init(_ dossier: WarrantDossier, _ warrant: Warrant) {
    id = dossier.id.uuidString.lowercased()
    state = dossier.state.rawValue
    requester = dossier.requesterName
    purpose = warrant.purpose
    caseNumber = warrant.caseNumber
    plates = warrant.plates.map { $0.region.isEmpty ? $0.plate.text : "\($0.region) \($0.plate.text)" }
    cameras = warrant.cameras.count
    from = Self.text(warrant.from)
    to = Self.text(warrant.to)
    unsealBy = Self.text(warrant.unsealBy)
    approvals = dossier.approvals.map { Approval(person: $0.name, fingerprint: ApprovalKey.fingerprint(of: $0.key)) }
    keyholders = dossier.holders.map { Holder(name: $0.holder, state: $0.state.rawValue, reason: $0.reason) }
    hits = dossier.hitCount
    history = dossier.history.map { Event(at: Self.text($0.at), what: $0.what, by: $0.by) }
  }

  /// Lines for people.
  var text: String {
    var lines = [
      "warrant \(id): \(state)", "  asked by \(requester), \(purpose), case \(caseNumber)", "  plates: \(plates.joined(separator: ", "))",
      "  \(cameras) cameras, from \(from) to \(to), public by \(unsealBy)",
    ]
    lines += approvals.map { "  signed by \($0.person), key \($0.fingerprint)" }
    lines += keyholders.map { "  keyholder \($0.name): \($0.state)\($0.reason.map { why in ", \(why)" } ?? "")" }
    if let hits { lines.append("  \(hits) passes found") }
    lines += history.map { "  \($0.at) \($0.what)\($0.by.map { who in " (\(who))" } ?? "")" }
    return lines.joined(separator: "\n")
  }

  private static func text(_ instant: Date) -> String { instant.formatted(Date.ISO8601FormatStyle()) }
}
