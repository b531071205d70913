public import Access
import Crypto
public import Foundation
import Keyholding
public import Logging
import Sealing
public import Storage

/// Takes in what people hand in about warrants, and checks what the server answers for. The same for pages and for the command line.
///
/// The server's checks protect nothing from whoever owns the server; those of the keyholders do. They are here so that mistakes are told at once.
public struct WarrantClerk: Sendable {
  static let longestReason = 300

  public let store: Store
  public let terms: WarrantTerms
  private let logger: Logger
  private let now: @Sendable () -> Date

  public init(store: Store, terms: WarrantTerms, logger: Logger, now: @escaping @Sendable () -> Date = { Date() }) {
    self.store = store
    self.terms = terms
    self.logger = logger
    self.now = now
  }

  /// Registers the key that a person signs warrants with; it replaces the one before, and is proposed to every keyholder.
  /// - Parameter key: Ed25519 public key, 32 bytes.
  /// - Returns: the key's fingerprint, which people compare.
  public func register(_ key: Data, of person: Person) throws -> String {
    guard person.may(.requestWarrants) || person.may(.approveWarrants) else { throw WarrantFault.notPermitted }
    guard key.count == 32, (try? Curve25519.Signing.PublicKey(rawRepresentation: key)) != nil else { throw WarrantFault.keyUnusable }
    let name = person.approvalName.rawValue
    for card in try store.approvalKeys() where card.person != person.id && card.approvalName == name { throw WarrantFault.nameTaken }
    try store.save(ApprovalKeyCard(person: person.id, approvalName: name, name: person.name, key: key, registeredAt: now()))
    logger.info("approval key registered", metadata: ["person": "\(person.id)"])
    return ApprovalKey.fingerprint(of: key)
  }

  /// Takes a request. One that is refused is told to the log as well.
  /// - Returns: the dossier, which waits for the second person.
  /// - Throws: ``WarrantFault`` that says what is wrong.
  @discardableResult
  public func take(_ petition: WarrantPetition, of person: Person) throws -> WarrantDossier {
    guard person.may(.requestWarrants) else { throw WarrantFault.notPermitted }
    let warrant = try? Warrant(bytes: petition.warrant)
    do {
      return try file(petition, of: person)
    } catch let fault as WarrantFault {
      var fields: [String: WarrantEntry.Value] = ["reason": .text(fault.name), "by": .text(try fingerprint(of: person))]
      if let warrant, petition.opening.count == 32 { fields["commitment"] = .bytes(warrant.commitment(opening: petition.opening)) }
      AuditTrail.current?.note { record in
        record.outcome = .refused
        record.detail = fault.name
      }
      try store.queue(WarrantEntry(.refused, at: now(), fields))
      logger.notice("warrant not taken", metadata: ["by": "\(person.id)", "reason": "\(fault.name)"])
      throw fault
    }
  }

  private func file(_ petition: WarrantPetition, of person: Person) throws -> WarrantDossier {
    guard petition.opening.count == 32 else { throw WarrantFault.malformed("what opens its commitment has 32 bytes.") }
    let warrant = try Self.read(petition.warrant)
    guard warrant.requester == person.approvalName.rawValue else { throw WarrantFault.otherName(person.approvalName.rawValue) }
    let instant = now()
    try terms.check(warrant, now: instant)
    guard try store.stand(warrant.cameras, within: person.scope) else { throw WarrantFault.camerasElsewhere }
    let signature = try check(petition.approval, of: warrant, by: person)
    let dossier = WarrantDossier(
      requestedBy: person.id, requesterName: person.name, requestedAt: instant, warrant: petition.warrant, opening: petition.opening,
      commitment: warrant.commitment(opening: petition.opening), approval: signature)
    guard try store.add(dossier, nonce: Data(SHA256.hash(data: warrant.nonce))) else { throw WarrantFault.presentedBefore }
    logger.info("warrant requested", metadata: ["warrant": "\(dossier.id)", "by": "\(person.id)"])
    return dossier
  }

  /// Takes the second person's approval.
  public func approve(_ id: UUID, _ approval: WarrantSignature, by person: Person) throws {
    guard person.may(.approveWarrants) else { throw WarrantFault.notPermitted }
    let asked = try dossier(id)
    guard asked.requestedBy != person.id, asked.approvals.allSatisfy({ $0.person != person.approvalName.rawValue && $0.key != approval.key }) else {
      throw WarrantFault.ownRequest
    }
    let warrant = try Self.read(asked.warrant)
    guard try store.stand(warrant.cameras, within: person.scope) else { throw WarrantFault.notHere }
    let instant = now()
    let signature = try check(approval, of: warrant, by: person)
    try change(asked) { dossier, filing in
      filing.entries.append(WarrantEntry(.requested, at: instant, Self.request(dossier, warrant)))
      filing.entries.append(
        WarrantEntry(.approved, at: instant, ["commitment": .bytes(dossier.commitment), "by": .text(ApprovalKey.fingerprint(of: signature.key))]))
      dossier.approvals.append(signature)
      dossier.move(to: .approved, at: instant, "Approved", by: person.name)
    }
    logger.info("warrant approved", metadata: ["warrant": "\(id)", "by": "\(person.id)"])
  }

  /// Refuses a request that waits for its second person; whoever asked may take it back in the same way.
  public func refuse(_ id: UUID, reason: String, by person: Person) throws {
    let asked = try dossier(id)
    let isOwn = asked.requestedBy == person.id
    guard isOwn || person.may(.approveWarrants) else { throw WarrantFault.notPermitted }
    guard try store.stand(Self.read(asked.warrant).cameras, within: person.scope) else { throw WarrantFault.notHere }
    let reason = reason.trimmingCharacters(in: .whitespacesAndNewlines)
    guard (1...Self.longestReason).contains(reason.count) else { throw WarrantFault.reasonMissing }
    let instant = now()
    let by = try fingerprint(of: person)
    try change(asked) { dossier, filing in
      filing.entries.append(
        WarrantEntry(
          .refused, at: instant, ["commitment": .bytes(dossier.commitment), "by": .text(by), "reason": .text(isOwn ? "withdrawn" : "second-person")]))
      dossier.move(to: .refused, at: instant, "\(isOwn ? "Withdrawn" : "Refused"): \(reason)", by: person.name)
    }
    logger.info("warrant refused", metadata: ["warrant": "\(id)", "by": "\(person.id)"])
  }

  private func dossier(_ id: UUID) throws -> WarrantDossier {
    guard let dossier = try store.warrant(id) else { throw WarrantFault.notHere }
    guard dossier.state == .requested else { throw WarrantFault.notNow(dossier.state) }
    return dossier
  }

  private func change(_ dossier: WarrantDossier, _ body: (inout WarrantDossier, inout WarrantFiling) throws -> Void) throws {
    do {
      try store.changeWarrant(dossier.id, expecting: [.requested], body)
    } catch StorageFault.changedMeanwhile {
      throw WarrantFault.notNow(try store.warrant(dossier.id)?.state ?? dossier.state)
    }
  }

  /// Whether it is this person's signature of this warrant, under the key that they registered.
  private func check(_ approval: WarrantSignature, of warrant: Warrant, by person: Person) throws -> WarrantDossier.Signature {
    guard approval.person == person.approvalName.rawValue else { throw WarrantFault.otherName(person.approvalName.rawValue) }
    guard let card = try store.approvalKey(of: person.id) else { throw WarrantFault.noKey }
    guard card.key == approval.key, card.approvalName == approval.person else { throw WarrantFault.otherKey }
    guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: card.key), key.isValidSignature(approval.signature, for: warrant.challenge)
    else { throw WarrantFault.signatureWrong }
    return WarrantDossier.Signature(
      person: approval.person, name: person.name, key: approval.key, signature: approval.signature, at: now())
  }

  private func fingerprint(of person: Person) throws -> String {
    try store.approvalKey(of: person.id).map { ApprovalKey.fingerprint(of: $0.key) } ?? ""
  }

  /// What the log is told of a request.
  private static func request(_ dossier: WarrantDossier, _ warrant: Warrant) -> [String: WarrantEntry.Value] {
    [
      "commitment": .bytes(dossier.commitment), "sizeClass": .text(WarrantSizeClass(of: warrant).rawValue),
      "requesterKey": .text(dossier.approvals.first.map { ApprovalKey.fingerprint(of: $0.key) } ?? ""),
      "unsealBy": .text(warrant.unsealBy.formatted(Date.ISO8601FormatStyle())),
    ]
  }

  static func read(_ bytes: Data) throws(WarrantFault) -> Warrant {
    do {
      return try Warrant(bytes: bytes)
    } catch {
      throw .malformed("\(error)")
    }
  }
}
