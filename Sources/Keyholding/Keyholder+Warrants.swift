public import Foundation
import Sealing

extension Keyholder {
  /// Checks everything about a request but what a judge thinks of it; nothing is noted.
  /// - Returns: how many tokens would be issued.
  /// - Throws: ``KeyholdingFault/refused(_:)`` with the first reason why it cannot be granted.
  public func examine(_ request: WarrantRequest, now: Date) throws(KeyholdingFault) -> Int {
    let examination = examination(of: request, now: now)
    if let objection = examination.objections.first { throw .refused(objection) }
    return examination.tokens
  }

  /// Answers a warrant, or refuses it. Everything is checked whatever the judge says; a warrant is answered once.
  ///
  /// The nonce is durable before the answer leaves. An answer that is then lost is not given again: the requester asks with a new warrant.
  /// - Returns: this holder's parts of the tokens, for each scope asked about, for each reading of the warrant.
  /// - Throws: ``KeyholdingFault/refused(_:)`` with the reason, which is noted, or a failure of the disk.
  public func decide(_ request: WarrantRequest, _ judgement: Judgement, now: Date) throws(KeyholdingFault) -> TokenAnswer {
    try noteReceived(request.commitment, now)
    return try answer(
      request, judgement, now: now,
      tree: { () throws(Refusal) in try checkLogged(request) },
      keep: { (_, _) throws(KeyholdingFault) in })
  }

  /// The way from a judgement to an answer.
  /// - Parameters:
  ///   - tree: in which state of the log the warrant stands; checked now, or when the request came.
  ///   - keep: puts the answer away with the instant until which it may be given again. Done before the nonce is durable, so that no crash
  ///     leaves a warrant that counts as answered without its answer.
  func answer(
    _ request: WarrantRequest, _ judgement: Judgement, now: Date, tree: () throws(Refusal) -> LoggedTree,
    keep: (TokenAnswer, Date) throws(KeyholdingFault) -> Void
  ) throws(KeyholdingFault) -> TokenAnswer {
    let details = ["commitment": request.commitment.base64EncodedString(), "by": judgement.person.rawValue]
    var ledger = folder.ledger
    let epochs: [TokenAnswer.Epoch]
    do {
      let tree = try tree()
      ledger.remember(tree)
      if let objection = objections(to: request, seenIn: tree, now: now).first { throw objection }
      guard case .granted = judgement else { throw Refusal.judged }
      epochs = try tokenParts(for: request)
    } catch {
      // The tree is remembered even so: a log that forks later is found out against it.
      if ledger != folder.ledger { try folder.write(ledger) }
      throw try refuse(error, details, now)
    }
    let endsAt = min(request.warrant.unsealBy, now + Double(policy.validDays) * 86_400)
    let answer = try TokenAnswer(holder: holder, commitment: request.commitment, epochs: epochs, signedWith: folder.identity)
    try keep(answer, endsAt)
    ledger.answered += 1
    ledger.granted.removeAll { $0.unsealBy <= now }
    ledger.granted.append(
      Ledger.Granted(
        nonce: request.warrant.nonce, commitment: request.commitment, endsAt: endsAt, unsealBy: request.warrant.unsealBy, released: 0))
    try folder.write(ledger)
    try folder.note(.tokensIssued, details.merging(["count": "\(Self.tokenCount(request))"]) { $1 }, at: now)
    return answer
  }

  /// Notes that a request came, once.
  func noteReceived(_ commitment: Data, _ now: Date) throws(KeyholdingFault) {
    let details = ["commitment": commitment.base64EncodedString()]
    guard !folder.log.entries.contains(where: { $0.kind == .requestReceived && $0.details == details }) else { return }
    try folder.note(.requestReceived, details, at: now)
  }

  /// Notes a refusal and gives the fault to throw; other faults are given as they are.
  func refuse(_ error: any Error, _ details: [String: String], _ now: Date) throws(KeyholdingFault) -> KeyholdingFault {
    let fault = (error as? Refusal).map { KeyholdingFault.refused($0) } ?? error as? KeyholdingFault ?? .openAgain
    if case .refused(let refusal) = fault {
      try folder.note(.requestRefused, details.merging(["reason": refusal.name]) { $1 }, at: now)
    }
    return fault
  }

  /// Everything that stands against a request, the order of the checks being that of their reasons.
  /// - Parameter tree: the state of the log that holds its commitment; `nil` where none was shown, which is an objection of its own.
  func objections(to request: WarrantRequest, seenIn tree: LoggedTree?, now: Date) -> [Refusal] {
    let (warrant, terms) = (request.warrant, policy)
    let isReplayed = folder.ledger.granted.contains { $0.nonce == warrant.nonce }
    return (isReplayed ? [.replayedNonce] : [])
      + Refusal.gather { () throws(Refusal) in try terms.check(warrant, loggedAt: tree?.witnessedAt ?? now, now: now) }
      + terms.objections(to: warrant) + terms.objections(to: request.approvals, of: warrant)
      + Refusal.gather { () throws(Refusal) in try Policy.check(.tokens, Self.tokenCount(request), terms.tokenCap) }
      + scopeObjections(to: request)
  }

  /// The first thing wrong with each question.
  private func scopeObjections(to request: WarrantRequest) -> [Refusal] {
    let covered = WarrantScope(request.warrant)
    var objections: [Refusal] = []
    for question in request.questions {
      do {
        try check(question.record, request.warrant)
        for scope in question.scopes { try covered.check(scope) }
      } catch {
        if !objections.contains(error) { objections.append(error) }
      }
    }
    return objections
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

  static func tokenCount(_ request: WarrantRequest) -> Int {
    request.questions.reduce(0) { $0 + $1.scopes.count } * request.warrant.readings.count
  }
}
