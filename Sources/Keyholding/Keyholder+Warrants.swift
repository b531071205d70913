public import Foundation
import Sealing

extension Keyholder {
  /// Checks everything about a request but what a judge thinks of it; nothing is noted. For whoever shows requests to a judge.
  /// - Returns: how many tokens would be issued.
  /// - Throws: ``KeyholdingFault/refused(_:)`` with the first reason why it cannot be granted.
  public func examine(_ request: WarrantRequest, now: Date) throws(KeyholdingFault) -> Int {
    do {
      let tree = try transparency.check(request.proof, of: request.commitment, since: folder.ledger.tree)
      try check(request, seenIn: tree, now: now)
    } catch {
      throw .refused(error)
    }
    return Self.tokenCount(request)
  }

  /// Answers a warrant, or refuses it. Everything is checked whatever the judge says; a warrant is answered once.
  ///
  /// The nonce is durable before the answer leaves. An answer that is then lost is not given again: the requester asks with a new warrant.
  /// - Returns: this holder's parts of the tokens, for each scope asked about, for each reading of the warrant.
  /// - Throws: ``KeyholdingFault/refused(_:)`` with the reason, which is noted, or a failure of the disk.
  public func decide(_ request: WarrantRequest, _ judgement: Judgement, now: Date) throws(KeyholdingFault) -> TokenAnswer {
    let commitment = request.commitment.base64EncodedString()
    try folder.note(.requestReceived, ["commitment": commitment], at: now)
    var ledger = folder.ledger
    let epochs: [TokenAnswer.Epoch]
    do {
      let tree = try transparency.check(request.proof, of: request.commitment, since: ledger.tree)
      ledger.tree = tree
      try check(request, seenIn: tree, now: now)
      guard case .granted = judgement else { throw Refusal.judged }
      epochs = try tokenParts(for: request)
    } catch {
      // The tree is remembered even so: a log that forks later is found out against it.
      if ledger != folder.ledger { try folder.write(ledger) }
      throw try refuse(error, ["commitment": commitment, "by": judgement.person.rawValue], now)
    }
    ledger.answered += 1
    ledger.granted.removeAll { $0.unsealBy <= now }
    let endsAt = min(request.warrant.unsealBy, now + Double(policy.validDays) * 86_400)
    ledger.granted.append(
      Ledger.Granted(
        nonce: request.warrant.nonce, commitment: request.commitment, endsAt: endsAt, unsealBy: request.warrant.unsealBy, released: 0))
    try folder.write(ledger)
    let answer = try TokenAnswer(holder: holder, commitment: request.commitment, epochs: epochs, signedWith: folder.identity)
    let count = Self.tokenCount(request)
    try folder.note(.tokensIssued, ["commitment": commitment, "by": judgement.person.rawValue, "count": "\(count)"], at: now)
    return answer
  }

  /// Notes a refusal and gives the fault to throw; other faults are given as they are.
  func refuse(_ error: any Error, _ details: [String: String], _ now: Date) throws(KeyholdingFault) -> KeyholdingFault {
    let fault = (error as? Refusal).map { KeyholdingFault.refused($0) } ?? error as? KeyholdingFault ?? .openAgain
    if case .refused(let refusal) = fault {
      try folder.note(.requestRefused, details.merging(["reason": refusal.name]) { $1 }, at: now)
    }
    return fault
  }

  private func check(_ request: WarrantRequest, seenIn tree: LoggedTree, now: Date) throws(Refusal) {
    let warrant = request.warrant
    guard !folder.ledger.granted.contains(where: { $0.nonce == warrant.nonce }) else { throw .replayedNonce }
    try policy.check(warrant, loggedAt: tree.witnessedAt, now: now)
    try policy.check(warrant)
    try policy.check(request.approvals, of: warrant)
    try Policy.check(.tokens, Self.tokenCount(request), policy.tokenCap)
    let covered = WarrantScope(warrant)
    for question in request.questions {
      try check(question.record, warrant)
      for scope in question.scopes { try covered.check(scope) }
    }
  }

  /// An epoch of this server, of this holder, in which passes of the warrant's hours may have arrived.
  func check(_ record: EpochRecord, _ warrant: Warrant) throws(Refusal) {
    let day = record.context.day
    let last = UTCDay(containing: warrant.to + Double(EpochQuestion.latestUploadHours) * 3600)
    guard record.context.site == policy.installation, record.capsule(for: holder) != nil, (UTCDay(containing: warrant.from)...last).contains(day)
    else {
      throw .epochOutOfScope(day)
    }
    guard folder.days.contains(day) else { throw .noKey(day) }
  }

  /// This holder's capsule of an epoch, opened.
  func opening(_ record: EpochRecord) throws(KeyholdingFault) -> HolderOpening {
    let day = record.context.day
    guard let key = try folder.dayKey(day) else { throw .refused(.noKey(day)) }
    do {
      return try HolderOpening(record, with: key)
    } catch {
      throw .refused(.capsuleFalse(day))
    }
  }

  private func tokenParts(for request: WarrantRequest) throws(KeyholdingFault) -> [TokenAnswer.Epoch] {
    let readings = request.warrant.readings
    var epochs: [TokenAnswer.Epoch] = []
    for question in request.questions {
      var opening = try opening(question.record)
      var parts = Data()
      do {
        for scope in question.scopes {
          for reading in readings { for part in try opening.tokenParts(for: reading, in: scope) { parts.append(raw: part.value) } }
        }
      } catch {
        throw .sealing(error)
      }
      epochs.append(TokenAnswer.Epoch(context: question.record.context.bytes, parts: parts))
    }
    return epochs
  }

  private static func tokenCount(_ request: WarrantRequest) -> Int {
    request.questions.reduce(0) { $0 + $1.scopes.count } * request.warrant.readings.count
  }
}
