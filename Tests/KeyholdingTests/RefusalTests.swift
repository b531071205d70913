import Crypto
import Foundation
import Keyholding
import Sealing
import Testing
import Traffic

@Suite("The keyholder refuses")
struct RefusalTests {
  /// A request that would be granted, in its parts, so that each test spoils one.
  struct Case {
    let land: Land
    let record: EpochRecord
    let rows: [SealedRecord]
    let pair: RecipientKeyPair
    var keyholder: Keyholder { land.keyholders[0] }

    init(_ land: Land? = nil) async throws {
      self.land = try land ?? Land()
      (record, rows) = try await self.land.seal([(plate("01A123BC"), scope(), "wanted"), (plate("01A123BC"), scope(1), "wanted, too")])
      pair = try RecipientKeyPair()
    }

    var questions: [EpochQuestion] { [EpochQuestion(record: record, scopes: [scope(), scope(1)])] }

    func request(_ warrant: Warrant? = nil) throws -> WarrantRequest {
      try land.request(warrant ?? land.warrant(recipient: pair.publicKey), questions)
    }

    func decide(_ request: WarrantRequest, _ judgement: Judgement = judge, now: Date = Land.now) async -> Refusal? {
      await refusal { try await keyholder.decide(request, judgement, now: now) }
    }

    /// The reason is noted, too, and nothing was issued.
    func expect(_ reason: String, tokens: Int = 0, keys: Int = 0) async {
      let log = await keyholder.counterLog
      #expect(log.last?.kind == .requestRefused && log.last?.details["reason"] == reason)
      #expect(log.count { $0.kind == .tokensIssued } == tokens && log.count { $0.kind == .keysReleased } == keys)
    }
  }

  @Test("without a quorum of witnesses, and for a warrant that is not logged")
  func quorum() async throws {
    let test = try await Case()
    let warrant = try test.land.warrant(recipient: test.pair.publicKey)
    let good = try test.request(warrant)
    let alone = try WarrantRequest(
      warrant: warrant, opening: good.opening, approvals: good.approvals, proof: test.land.log.proof(at: Land.now, witnesses: 1),
      questions: test.questions)
    #expect(await test.decide(alone) == .noQuorum)
    await test.expect("no-quorum")
    let unlogged = try WarrantRequest(
      warrant: warrant, opening: random(32), approvals: good.approvals, proof: good.proof, questions: test.questions)
    #expect(await test.decide(unlogged) == .notLogged)
    await test.expect("not-logged")
    #expect(await test.decide(good) == nil)
  }

  @Test("a log that does not continue what it saw, also after it was started anew")
  func fork() async throws {
    let test = try await Case()
    let (first, second) = (try test.request(), try test.request())
    #expect(await test.decide(second) == nil)
    // An older tree, and one of the same size with other entries: both signed by all witnesses.
    #expect(await test.decide(first) == .forkedLog)
    await test.expect("forked-log", tokens: 1)
    let third = try test.request()
    let entries = [random(32)] + test.land.log.all.dropFirst()
    let root = WitnessedLog.root(entries)
    let message = WitnessedLog.message(entries.count, root, Land.now.timeIntervalSince1970)
    var signatures: [Int: Data] = [:]
    for (number, witness) in test.land.log.witnesses.enumerated() { signatures[number] = try witness.signature(for: message) }
    let proof = WitnessedLog.Proof(entries: entries, size: entries.count, time: Land.now.timeIntervalSince1970, signatures: signatures)
    let forked = try WarrantRequest(
      warrant: third.warrant, opening: third.opening, approvals: third.approvals, proof: JSONEncoder().encode(proof), questions: third.questions)
    try test.land.reopen()
    #expect(await test.decide(forked) == .forkedLog)
    #expect(await test.decide(third) == nil)
  }

  @Test("a tree it saw with a request that it refused is remembered as well")
  func treeOfRefused() async throws {
    let test = try await Case()
    let (older, newer) = (try test.request(), try test.request())
    #expect(await test.decide(newer, .refused(by: PersonName(rawValue: "judge")!)) == .judged)
    await test.expect("judged")
    #expect(await test.decide(older) == .forkedLog)
  }

  @Test("a warrant that was presented before, whatever else is new about the request, also after it was started anew")
  func replay() async throws {
    let test = try await Case()
    let request = try test.request()
    #expect(await test.decide(request) == nil)
    #expect(await test.decide(request) == .replayedNonce)
    await test.expect("replayed-nonce", tokens: 1)
    try test.land.reopen()
    let dressed = try test.land.request(request.warrant, test.questions)
    #expect(await test.decide(dressed) == .replayedNonce)
  }

  @Test("to work at all with a ledger that was set back or taken away, which would know no nonces")
  func oldLedger() async throws {
    let test = try await Case()
    let file = test.land.folder(of: 0).appending(path: "ledger")
    #expect(await test.decide(try test.request()) == nil)
    let old = try Data(contentsOf: file)
    #expect(await test.decide(try test.request()) == nil)
    let new = try Data(contentsOf: file)
    for copy in [old, nil] {
      if let copy { try copy.write(to: file) } else { try FileManager.default.removeItem(at: file) }
      #expect { try test.land.reopen() } throws: { if case KeyholdingFault.damaged = $0 { true } else { false } }
    }
    try new.write(to: file)
    try test.land.reopen()
  }

  @Test("what is too late: a stale proof, a warrant that should be public, one that asks to stay secret too long")
  func expired() async throws {
    let test = try await Case()
    let request = try test.request()
    for late in [7.0, 31] {
      guard case .expired = await test.decide(request, now: Land.now + late * 86_400) else {
        Issue.record("granted after \(late) days")
        continue
      }
      await test.expect("expired")
    }
    let secret = try test.request(test.land.warrant(unsealBy: Land.now + 91 * 86_400, recipient: test.pair.publicKey))
    #expect(await test.decide(secret) == .capPassed(.days, asked: 91, allowed: 90))
    let past = try test.request(test.land.warrant(unsealBy: Land.now - 1, recipient: test.pair.publicKey))
    guard case .expired = await test.decide(past) else { throw KeyholdingFault.unusable("granted") }
  }

  @Test("more plates, cameras' hours or days than its policy allows")
  func caps() async throws {
    let test = try await Case(Land(plateCap: 2, tokenCap: 3))
    let plates = (0..<3).map { plate("01A00\($0)BC") }
    #expect(
      await test.decide(try test.request(test.land.warrant(plates, recipient: test.pair.publicKey))) == .capPassed(.plates, asked: 3, allowed: 2))
    await test.expect("cap-passed-plates")
    let long = try test.land.warrant(from: Date(hourSince1970: Int(Land.hour) - 31 * 24), recipient: test.pair.publicKey)
    #expect(await test.decide(try test.request(long)) == .capPassed(.days, asked: 32, allowed: 30))
    #expect(await test.decide(try test.request()) == .capPassed(.tokens, asked: 4, allowed: 3))
    #expect(throws: KeyholdingFault.self) { try Land(plateCap: 21) }
  }

  @Test("a purpose it does not know, and approvals that are missing, doubled, false or of another warrant")
  func approvals() async throws {
    let test = try await Case()
    #expect(await test.decide(try test.request(test.land.warrant(purpose: "curiosity", recipient: test.pair.publicKey))) == .purposeNotAllowed)
    let good = try test.request()
    let others = try test.land.approvals(test.land.warrant(recipient: test.pair.publicKey))
    let stranger = Approval(
      person: PersonName(rawValue: "officer")!, evidence: .signature(try Curve25519.Signing.PrivateKey().signature(for: good.warrant.challenge)))
    let cases: [([Approval], Refusal)] = [
      ([], .approvalsMissing(2)), ([good.approvals[0]], .approvalsMissing(1)), ([good.approvals[0], good.approvals[0]], .approvalsMissing(1)),
      ([good.approvals[0], others[1]], .approvalInvalid), (good.approvals + [stranger], .approvalInvalid)
    ]
    for (approvals, reason) in cases {
      let request = try WarrantRequest(
        warrant: good.warrant, opening: good.opening, approvals: approvals, proof: good.proof, questions: good.questions)
      #expect(await test.decide(request) == reason)
      await test.expect(reason.name)
    }
  }

  @Test("tokens for a camera, an hour or an epoch that the warrant does not cover")
  func scopes() async throws {
    let test = try await Case()
    let warrant = try test.land.warrant(cameras: [Land.cameras[0]], recipient: test.pair.publicKey)
    func ask(_ question: EpochQuestion) async throws -> Refusal? { await test.decide(try test.land.request(warrant, [question])) }
    #expect(try await ask(EpochQuestion(record: test.record, scopes: [scope(1)])) == .cameraOutOfScope(Land.cameras[1]))
    await test.expect("camera-out-of-scope")
    for hour in [Land.hour - 2, Land.hour + 1] {
      #expect(try await ask(EpochQuestion(record: test.record, scopes: [scope(0, hour)])) == .hourOutOfScope(hour))
      await test.expect("hour-out-of-scope")
    }
    let old = try await test.land.seal([], at: Land.now - 2 * 86_400).record
    #expect(try await ask(EpochQuestion(record: old, scopes: [scope()])) == .epochOutOfScope(old.context.day))
  }

  @Test("keys for what was not granted, or with another warrant behind the same nonce or the same bytes")
  func notGranted() async throws {
    let test = try await Case()
    let request = try test.request()
    func release(_ warrant: Warrant, _ opening: Data) async -> Refusal? {
      await refusal {
        try await test.keyholder.release(KeyReleaseRequest(warrant: warrant, opening: opening, records: [], hits: []), now: Land.now)
      }
    }
    #expect(await release(request.warrant, request.opening) == .notGranted)
    #expect(await test.decide(request) == nil)
    let wanted = request.warrant
    let other = try Warrant(
      plates: [plate("01B777BB")], cameras: wanted.cameras, from: wanted.from, to: wanted.to, purpose: wanted.purpose,
      caseNumber: wanted.caseNumber, requester: wanted.requester, recipient: wanted.recipient, unsealBy: wanted.unsealBy, nonce: wanted.nonce)
    #expect(await release(other, request.opening) == .wrongCommitment)
    await test.expect("wrong-commitment", tokens: 1)
    #expect(await release(wanted, random(32)) == .wrongCommitment)
    let late = await refusal {
      try await test.keyholder.release(
        KeyReleaseRequest(warrant: wanted, opening: request.opening, records: [], hits: []), now: Land.now + 7 * 86_400)
    }
    #expect(late?.name == "expired")
  }

  @Test("keys for a camera, hour or plate out of scope, for a pass of another epoch, and for more passes than the policy allows")
  func hits() async throws {
    let test = try await Case(Land(2, of: 3, keyCap: 2))
    let warrant = try test.land.warrant(cameras: [Land.cameras[0]], recipient: test.pair.publicKey)
    let request = try test.land.request(warrant, [EpochQuestion(record: test.record, scopes: [scope()])])
    #expect(await test.decide(request) == nil)
    let elsewhere = try await test.land.seal([(plate("01A123BC"), scope(), "another epoch")]).rows[0]
    let row = test.rows[0]
    func release(_ hits: [PassHit]) async -> Refusal? {
      await refusal {
        try await test.keyholder.release(
          KeyReleaseRequest(warrant: warrant, opening: request.opening, records: [test.record], hits: hits), now: Land.now)
      }
    }
    func hit(_ row: SealedRecord, _ scope: PlateScope = scope(), epoch: Int = 0, reading: Int = 0) -> PassHit {
      PassHit(pass: row.id, epoch: epoch, reading: reading, scope: scope, seconds: row.seconds)
    }
    #expect(await release([hit(row, scope(1))]) == .cameraOutOfScope(Land.cameras[1]))
    #expect(await release([hit(row, scope(0, Land.hour + 1))]) == .hourOutOfScope(Land.hour + 1))
    #expect(await release([hit(row, reading: 2)]) == .readingOutOfScope)
    #expect(await release([hit(row, epoch: 1)]) == .relabelledPass(row.id))
    #expect(await release([hit(row), hit(elsewhere)]) == .relabelledPass(elsewhere.id))
    await test.expect("relabelled-pass", tokens: 1)
    #expect(await release([hit(row)]) == nil)
    #expect(await release([hit(row), hit(row)]) == .capPassed(.keys, asked: 3, allowed: 2))
    await test.expect("cap-passed-keys", tokens: 1, keys: 1)
  }

  @Test("what it has no key for, and what is not sealed to it")
  func keys() async throws {
    let test = try await Case()
    let tomorrow = Land.now + 86_400
    try await test.keyholder.destroy(UTCDay(containing: Land.now), now: tomorrow)
    #expect(await test.decide(try test.request(), now: tomorrow) == .noKey(UTCDay(containing: Land.now)))
    let stranger = try await Land().seal([]).record
    let question = EpochQuestion(record: stranger, scopes: [scope()])
    let own = try await Case()
    #expect(
      await own.decide(try own.land.request(own.land.warrant(recipient: own.pair.publicKey), [question])) == .capsuleFalse(stranger.context.day))
  }
}
