public import Foundation
import Sealing
import Traffic
import TransparencyLog

extension Keyholder {
  /// How many requests may wait for a judge at a time.
  public static let mostWaiting = 100
  /// How long a request is kept after it was decided, in days; a granted one is kept until its warrant's end where that is later.
  public static let keptDays = 7

  /// All requests that lie here: those that wait first, the newest of each first.
  public var requests: [KeptRequest] {
    kept.values.sorted { ($0.decision == nil ? 1 : 0, $0.receivedAt) > ($1.decision == nil ? 1 : 0, $1.receivedAt) }
  }

  /// Takes a request in for a judge to decide. What no judge could grant is refused at once; approvals with keys that are not trusted wait for
  /// that. Quietly where it lies here already.
  /// - Throws: ``KeyholdingFault/refused(_:)`` with the reason, which is noted; ``KeyholdingFault/full(_:)`` where too many wait.
  public func receive(_ request: WarrantRequest, now: Date) throws(KeyholdingFault) {
    let commitment = request.commitment
    guard kept[commitment] == nil else { return }
    guard kept.values.count(where: { $0.decision == nil }) < Self.mostWaiting else {
      throw .full("\(Self.mostWaiting) requests wait for this keyholder already. Ask again when some are decided.")
    }
    try noteReceived(commitment, now)
    let details = ["commitment": commitment.base64EncodedString()]
    let tree: LoggedTree
    do {
      tree = try checkLogged(request)
    } catch {
      throw try refuse(error, details, now)
    }
    try remember(tree)
    let objections = examination(of: request, seenIn: tree, [], now).objections
    if let objection = objections.first(where: { $0 != .approvalInvalid }) { throw try refuse(objection, details, now) }
    try folder.shelve(Self.requestName(commitment), KeptRequest.bytes(request.bytes, receivedAt: now, tree: tree))
    kept[commitment] = KeptRequest(commitment: commitment, receivedAt: now, warrant: request.warrant, decision: nil, tree: tree)
  }

  /// The request as it came; `nil` where it is not here or no longer.
  public func request(_ commitment: Data) throws(KeyholdingFault) -> WarrantRequest? {
    guard let bytes = try folder.shelf.read(Self.requestName(commitment)) else { return nil }
    return try KeptRequest.read(bytes).request
  }

  /// What stands against a request that lies here; `nil` where it does not.
  public func examination(of commitment: Data, now: Date) throws(KeyholdingFault) -> Examination? {
    guard let kept = kept[commitment], let request = try request(commitment) else { return nil }
    return examination(of: request, seenIn: kept.tree, [], now)
  }

  /// Grants a request that lies here. The answer is kept, and given again to whoever asks with the same commitment until the warrant's end.
  /// - Throws: ``KeyholdingFault/refused(_:)`` where something stands against it: it goes on waiting.
  public func grant(_ commitment: Data, by judge: PersonName, now: Date) throws(KeyholdingFault) -> TokenAnswer {
    let (waiting, request) = try waiting(commitment)
    var decision: Decision?
    let answer = try answer(
      request, .granted(by: judge), now: now, tree: { () throws(Refusal) in waiting.tree },
      keep: { (answer, endsAt) throws(KeyholdingFault) in
        let granted = Decision(outcome: .granted(until: endsAt), by: judge, at: now)
        try folder.shelve(Self.decisionName(commitment), granted.bytes(with: answer.bytes))
        decision = granted
      })
    kept[commitment]?.decision = decision
    return answer
  }

  /// Refuses a request that lies here.
  /// - Parameter reason: for the requester, 1 to 200 bytes; not noted, because it is free text.
  public func refuse(_ commitment: Data, by judge: PersonName, reason: String, now: Date) throws(KeyholdingFault) {
    guard CanonicalFields.isPhrase(reason) else { throw .unusable("A refusal needs its reason: 1 to 200 bytes of plain text.") }
    _ = try waiting(commitment)
    let decision = Decision(outcome: .refused(reason: reason), by: judge, at: now)
    try folder.shelve(Self.decisionName(commitment), decision.bytes(with: Data()))
    kept[commitment]?.decision = decision
    _ = try refuse(Refusal.judged, ["commitment": commitment.base64EncodedString(), "by": judge.rawValue], now)
  }

  /// The answer that was given to a request, for as long as the warrant can be used.
  public func answer(to commitment: Data, now: Date) throws(KeyholdingFault) -> Data? {
    guard case .granted(let until)? = kept[commitment]?.decision?.outcome, now < until else { return nil }
    return try folder.shelf.read(Self.decisionName(commitment)).map { bytes throws(KeyholdingFault) in try Decision.read(bytes).answer }
  }

  /// Checks that a request's warrant stands in a log that continues what was seen of it.
  func checkLogged(_ request: WarrantRequest) throws(Refusal) -> LoggedTree {
    try transparency.check(request.proof, of: request.commitment, since: folder.ledger.tree(of: transparency.origin(of: request.proof)))
  }

  /// A log that forks later is found out against it, whatever becomes of the request.
  private func remember(_ tree: LoggedTree) throws(KeyholdingFault) {
    var ledger = folder.ledger
    ledger.remember(tree)
    if ledger != folder.ledger { try folder.write(ledger) }
  }

  private func waiting(_ commitment: Data) throws(KeyholdingFault) -> (KeptRequest, WarrantRequest) {
    guard let waiting = kept[commitment], let request = try request(commitment) else { throw .unusable("There is no such request here.") }
    guard waiting.decision == nil else { throw .unusable("This request has been decided already.") }
    return (waiting, request)
  }
}
