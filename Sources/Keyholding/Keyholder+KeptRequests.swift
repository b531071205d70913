public import Foundation
import Sealing
import Traffic

extension Keyholder {
  /// Who refuses what nobody decided in time.
  private static let clock = PersonName(unchecked: "keyholder")
  private static let requestEnding = ".request"
  private static let decisionEnding = ".decision"

  /// Puts the kept requests in order: takes back what a crash left half done, refuses those whose time is over, and removes what was decided
  /// seven days ago. To be done before anybody is answered, and daily.
  public func tidyRequests(now: Date) throws(KeyholdingFault) {
    for request in kept.values {
      switch request.decision?.outcome {
      case nil: try refuseExpired(request, now)
      case .granted(let until): try finishGrant(request.commitment, until, now)
      case .refused: break
      }
    }
    for request in kept.values { try removeOld(request, now) }
  }

  /// The requests on a shelf with what was decided on them.
  static func requests(on shelf: SealedShelf) throws(KeyholdingFault) -> [Data: KeptRequest] {
    var requests: [Data: KeptRequest] = [:]
    for name in try shelf.names(ending: requestEnding) {
      guard let bytes = try shelf.read(name + requestEnding) else { continue }
      var kept = try KeptRequest.read(bytes).kept
      if let bytes = try shelf.read(decisionName(kept.commitment)) { kept.decision = try Decision.read(bytes).decision }
      requests[kept.commitment] = kept
    }
    return requests
  }

  static func requestName(_ commitment: Data) -> String { commitment.hex + requestEnding }
  static func decisionName(_ commitment: Data) -> String { commitment.hex + decisionEnding }

  /// An answer that was put away counts once its nonce is in the ledger; the machine may have stopped before that, or before it was noted.
  private func finishGrant(_ commitment: Data, _ until: Date, _ now: Date) throws(KeyholdingFault) {
    guard now < until else { return }
    guard folder.ledger.granted.contains(where: { $0.commitment == commitment }) else {
      try folder.unshelve(Self.decisionName(commitment))
      kept[commitment]?.decision = nil
      return
    }
    let text = commitment.base64EncodedString()
    let isNoted = folder.log.entries.contains { $0.kind == .tokensIssued && $0.details["commitment"] == text }
    guard !isNoted, let request = try request(commitment), let judge = kept[commitment]?.decision?.by else { return }
    try folder.note(.tokensIssued, ["commitment": text, "by": judge.rawValue, "count": "\(Self.tokenCount(request))"], at: now)
  }

  private func refuseExpired(_ request: KeptRequest, _ now: Date) throws(KeyholdingFault) {
    do {
      try policy.check(request.warrant, loggedAt: request.tree.witnessedAt, now: now)
    } catch .expired(let reason) {
      let decision = Decision(outcome: .refused(reason: reason), by: Self.clock, at: now)
      try folder.shelve(Self.decisionName(request.commitment), decision.bytes(with: Data()))
      kept[request.commitment]?.decision = decision
      _ = try refuse(Refusal.expired(reason), ["commitment": request.commitment.base64EncodedString(), "by": Self.clock.rawValue], now)
    } catch {
      // Something else that stands against it is shown to the judge, who decides.
    }
  }

  private func removeOld(_ request: KeptRequest, _ now: Date) throws(KeyholdingFault) {
    guard let decision = request.decision, decision.at + Double(Self.keptDays) * 86_400 <= now else { return }
    if case .granted(let until) = decision.outcome, now < until { return }
    try folder.unshelve(Self.requestName(request.commitment))
    try folder.unshelve(Self.decisionName(request.commitment))
    kept[request.commitment] = nil
  }
}
