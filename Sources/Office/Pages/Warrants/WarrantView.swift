import Access
import Foundation
import Keyholding
import Sealing
import Storage
import Traffic

/// A warrant as its page's script reads it.
struct WarrantView: Encodable, Sendable {
  var id: String
  var state: String
  var stateText: String
  var isRequester: Bool
  var mayApprove: Bool
  var mayWithdraw: Bool
  var requesterName: String
  /// The visitor's own approval name and registered key.
  var person: String
  var keyFingerprint: String?
  var warrant: Data
  var digestShown: Digest
  var approvals: [Approval]
  var holders: [Holder]
  var threshold: Int
  var of: Int
  var hits: Int?
  var expiresAt: String
  /// IANA name of the zone whose hours the page shows.
  var timeZone: String
  var history: [Event]

  /// What the warrant says, for people.
  struct Digest: Encodable, Sendable {
    var plates: [Plate]
    var cameras: [String]
    var from: String
    var to: String
    var purpose: String
    var caseNumber: String
    var requester: String
    var unsealBy: String
  }

  struct Plate: Encodable, Sendable {
    var plate: String
    var region: String
  }

  struct Approval: Encodable, Sendable {
    var person: String
    var name: String
    var fingerprint: String
    var at: String
  }

  struct Holder: Encodable, Sendable {
    var name: String
    var state: String
    var reason: String?
  }

  struct Event: Encodable, Sendable {
    var at: String
    var what: String
    var by: String?
  }

  init(_ dossier: WarrantDossier, _ warrant: Warrant, for visitor: Person, key: ApprovalKeyCard?, terms: WarrantTerms, timeZone: String) {
    id = dossier.id.uuidString.lowercased()
    state = dossier.state.rawValue
    stateText = dossier.state.label
    isRequester = dossier.requestedBy == visitor.id
    mayApprove = dossier.state == .requested && !isRequester && visitor.may(.approveWarrants)
    mayWithdraw = dossier.state == .requested && isRequester
    requesterName = dossier.requesterName
    person = visitor.approvalName.rawValue
    keyFingerprint = key.map { ApprovalKey.fingerprint(of: $0.key) }
    self.warrant = dossier.warrant
    digestShown = Digest(warrant)
    approvals = dossier.approvals.map { signature in
      Approval(
        person: signature.person, name: signature.name, fingerprint: ApprovalKey.fingerprint(of: signature.key), at: Self.text(signature.at))
    }
    let names = terms.holders?.holders.map(\.rawValue) ?? []
    let standings = dossier.holders.isEmpty ? names.map { HolderStanding(holder: $0) } : dossier.holders
    holders = standings.map { Holder(name: $0.holder, state: $0.state.rawValue, reason: $0.reason) }
    threshold = terms.holders?.threshold ?? 0
    of = standings.count
    hits = dossier.hitCount
    self.timeZone = timeZone
    expiresAt = Self.text(min(warrant.unsealBy, WarrantTerms.end(of: dossier)))
    history = dossier.history.map { Event(at: Self.text($0.at), what: $0.what, by: $0.by) }
  }

  fileprivate static func text(_ instant: Date) -> String { instant.formatted(Date.ISO8601FormatStyle()) }
}

extension WarrantView.Digest {
  init(_ warrant: Warrant) {
    plates = warrant.plates.map { WarrantView.Plate(plate: $0.plate.text, region: $0.region) }
    cameras = warrant.cameras.map(\.rawValue)
    from = WarrantView.text(warrant.from)
    to = WarrantView.text(warrant.to)
    purpose = warrant.purpose
    caseNumber = warrant.caseNumber
    requester = warrant.requester
    unsealBy = WarrantView.text(warrant.unsealBy)
  }
}
