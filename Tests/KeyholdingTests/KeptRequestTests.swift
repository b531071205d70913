import Crypto
import Foundation
import Keyholding
import Sealing
import Testing
import Traffic

@Suite("A request that waits")
struct KeptRequestTests {
  static let person = PersonName(rawValue: "judge")!

  @Test("is granted once, its answer given again to the same commitment until the warrant's end, also after a restart")
  func granted() async throws {
    let test = try await RefusalTests.Case()
    let request = try test.request()
    try await test.keyholder.receive(request, now: Land.now)
    try await test.keyholder.receive(request, now: Land.now + 5)
    #expect(await test.keyholder.requests.map(\.commitment) == [request.commitment])
    try test.land.reopen()
    #expect(try await test.keyholder.request(request.commitment) == request)
    #expect(try await test.keyholder.examination(of: request.commitment, now: Land.now)?.objections == [])
    let answer = try await test.keyholder.grant(request.commitment, by: Self.person, now: Land.now + 60)
    #expect(try request.tokens(from: [answer]).count == 4)
    await #expect(throws: KeyholdingFault.self) { try await test.keyholder.grant(request.commitment, by: Self.person, now: Land.now + 61) }
    try test.land.reopen()
    try await test.keyholder.tidyRequests(now: Land.now + 70)
    #expect(try await test.keyholder.answer(to: request.commitment, now: Land.now + 70) == answer.bytes)
    #expect(try await test.keyholder.answer(to: request.commitment, now: Land.now + 8 * 86_400) == nil)
    let log = await test.keyholder.counterLog
    #expect(log.count { $0.kind == .requestReceived } == 1 && log.count { $0.kind == .tokensIssued } == 1)
    try await test.keyholder.tidyRequests(now: Land.now + 8 * 86_400)
    #expect(await test.keyholder.requests.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: test.land.folder(of: 0).appending(path: "requests").path).isEmpty)
  }

  @Test("rests sealed: no plate, camera, case or person in clear, and no file opens in another's place or altered")
  func sealed() async throws {
    let test = try await RefusalTests.Case()
    let requests = [try test.request(), try test.request()]
    for (number, request) in requests.enumerated() {
      test.land.log.append(request.commitment)
      let proof = try test.land.log.proof(at: Land.now + Double(number))
      try await test.keyholder.receive(
        WarrantRequest(
          warrant: request.warrant, opening: request.opening, approvals: request.approvals, proof: proof, questions: request.questions),
        now: Land.now)
    }
    try await test.keyholder.propose(ProposedKey(person: Self.person, name: "Judge Karimova", key: random(32), proposedAt: Land.now))
    let folder = test.land.folder(of: 0).appending(path: "requests")
    let files = try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
    #expect(files.count == 3)
    for file in files {
      let bytes = try Data(contentsOf: file)
      for word in ["01A123BC", "tas-00", "2026/118", "officer", "Karimova"] { #expect(bytes.range(of: Data(word.utf8)) == nil) }
    }
    test.land.close()
    let pair = files.filter { $0.pathExtension == "request" }
    let (first, second) = (try Data(contentsOf: pair[0]), try Data(contentsOf: pair[1]))
    try second.write(to: pair[0])
    #expect(throws: KeyholdingFault.self) { try test.land.reopen() }
    var altered = first
    altered[40] ^= 1
    try altered.write(to: pair[0])
    #expect(throws: KeyholdingFault.self) { try test.land.reopen() }
    try first.write(to: pair[0])
    try test.land.reopen()
    #expect(await test.keyholder.requests.count == 2)
    #expect(await test.keyholder.proposals.count == 1)
  }

  @Test("is granted even where the log grew and another was granted since it came")
  func grownLog() async throws {
    let test = try await RefusalTests.Case()
    let first = try test.request()
    try await test.keyholder.receive(first, now: Land.now)
    let second = try test.request()
    try await test.keyholder.receive(second, now: Land.now)
    _ = try await test.keyholder.grant(second.commitment, by: Self.person, now: Land.now)
    let size = await test.keyholder.seenTree?.size
    _ = try await test.keyholder.grant(first.commitment, by: Self.person, now: Land.now)
    #expect(await test.keyholder.seenTree?.size == size)
  }

  @Test("waits for approvals' keys to be trusted; what no judge can change is refused at once, and noted")
  func trust() async throws {
    let test = try await RefusalTests.Case()
    let stranger = Curve25519.Signing.PrivateKey()
    let name = PersonName(rawValue: "stranger")!
    let warrant = try test.land.warrant(recipient: test.pair.publicKey)
    let good = try test.request(warrant)
    func request(_ approvals: [Approval]) throws -> WarrantRequest {
      try WarrantRequest(warrant: warrant, opening: good.opening, approvals: approvals, proof: good.proof, questions: good.questions)
    }
    let word = Approval(person: name, evidence: .signature(try stranger.signature(for: warrant.challenge)))
    #expect(await refusal { try await test.keyholder.receive(request([word]), now: Land.now) } == .approvalsMissing(1))
    await test.expect("approvals-missing")
    let waiting = try request([good.approvals[0], word])
    try await test.keyholder.receive(waiting, now: Land.now)
    let before = try #require(try await test.keyholder.examination(of: waiting.commitment, now: Land.now))
    #expect(before.objections == [.approvalInvalid] && before.mayBecomeGood)
    #expect(before.approvalKeys.map { $0?.person.rawValue } == ["officer", nil])
    #expect(await refusal { try await test.keyholder.grant(waiting.commitment, by: Self.person, now: Land.now) } == .approvalInvalid)
    let policy = try Policy(
      installation: Land.installation, purposes: ["stolen-vehicle"],
      approvalKeys: test.land.policy.approvalKeys + [ApprovalKey(person: name, proof: .ed25519(stranger.publicKey.rawRepresentation))])
    try await test.keyholder.replace(policy, transparency: test.land.log.check, digest: random(32), now: Land.now)
    #expect(await test.keyholder.counterLog.last?.kind == .policyChanged)
    #expect(try await test.keyholder.examination(of: waiting.commitment, now: Land.now)?.objections == [])
    _ = try await test.keyholder.grant(waiting.commitment, by: Self.person, now: Land.now)
  }

  @Test("shows the judge everything that stands against it, not the first thing alone")
  func everything() async throws {
    let test = try await RefusalTests.Case(Land(plateCap: 1, tokenCap: 1))
    let plates = [plate("01A123BC"), plate("01B777BB")]
    let warrant = try test.land.warrant(plates, cameras: [Land.cameras[0]], purpose: "curiosity", recipient: test.pair.publicKey)
    let good = try test.land.request(warrant, [EpochQuestion(record: test.record, scopes: [scope(1)])])
    let request = try WarrantRequest(
      warrant: warrant, opening: random(32), approvals: [], proof: good.proof, questions: good.questions)
    #expect(
      await test.keyholder.examination(of: request, now: Land.now).objections == [
        .notLogged, .purposeNotAllowed, .capPassed(.plates, asked: 2, allowed: 1), .approvalsMissing(2), .capPassed(.tokens, asked: 4, allowed: 1),
        .cameraOutOfScope(Land.cameras[1]),
      ])
  }

  @Test("is refused by the judge with a reason, and by the clock when its time is over")
  func refusedRequests() async throws {
    let test = try await RefusalTests.Case()
    let (first, second) = (try test.request(), try test.request())
    try await test.keyholder.receive(first, now: Land.now)
    await #expect(throws: KeyholdingFault.self) { try await test.keyholder.refuse(first.commitment, by: Self.person, reason: "", now: Land.now) }
    try await test.keyholder.refuse(first.commitment, by: Self.person, reason: "No ground is named.", now: Land.now)
    await test.expect("judged")
    let proof = try test.land.log.proof(at: Land.now)
    try await test.keyholder.receive(
      WarrantRequest(warrant: second.warrant, opening: second.opening, approvals: second.approvals, proof: proof, questions: second.questions),
      now: Land.now)
    try test.land.reopen()
    let late = Land.now + 7 * 86_400
    try await test.keyholder.tidyRequests(now: late)
    #expect(await test.keyholder.counterLog.last?.details["reason"] == "expired")
    #expect(await test.keyholder.requests.map(\.commitment) == [second.commitment])
    await #expect(throws: KeyholdingFault.self) { try await test.keyholder.grant(second.commitment, by: Self.person, now: late) }
  }

  /// What must hold: an answer that anybody can get stands in ledger and counter-log, and a request that was taken in is not lost.
  @Test("is whole after a crash at any step of taking in and granting", arguments: FailingDisk.Moment.allCases)
  func crash(moment: FailingDisk.Moment) async throws {
    var step = 0
    while true {
      let test = try await RefusalTests.Case()
      let request = try test.request()
      test.land.close()
      let (folder, disk) = (test.land.folder(of: 0), FailingDisk(failingAt: step, moment))
      var (taken, answered) = (false, false)
      do {
        let keyholder = try Keyholder(
          opening: folder, keyFolder: folder, passphrase: Land.passphrase, policy: test.land.policy, transparency: test.land.log.check, disk: disk)
        try await keyholder.receive(request, now: Land.now)
        taken = true
        _ = try await keyholder.grant(request.commitment, by: Self.person, now: Land.now)
        answered = true
      } catch {}
      guard disk.hasFailed else { break }
      try test.land.reopen()
      try await test.keyholder.tidyRequests(now: Land.now)
      #expect(await test.keyholder.requests.count == 1 || !taken, "step \(step)")
      let answer = try await test.keyholder.answer(to: request.commitment, now: Land.now)
      let issued = await test.keyholder.counterLog.count { $0.kind == .tokensIssued }
      #expect((answer != nil) == (issued == 1) && (answer != nil || !answered), "step \(step)")
      // Whatever was left undone can be done now.
      if answer == nil {
        try await test.keyholder.receive(request, now: Land.now)
        _ = try await test.keyholder.grant(request.commitment, by: Self.person, now: Land.now)
      }
      #expect(await test.keyholder.counterLog.count { $0.kind == .tokensIssued } == 1, "step \(step)")
      step += 1
    }
    #expect(step > 12)
  }
}
