import Foundation
import Testing
@testable import TransparencyLog

@Suite("A witness")
struct WitnessTests {
  /// `printf gantry.example/audit/1 | sha256sum`
  static let hash = "fceefc899103a81ef8d2de3ead08f73e2ab01a4db0a10c933c77ddfd74248df5"

  let yard: Yard
  let signer: NoteSigner
  let witness: Witness
  let log: TransparencyLog

  init() throws {
    yard = try Yard()
    signer = try NoteSigner(name: "witness.example/w1", kind: .witness)
    witness = try Witness(yard.folder.appending(path: "witness"), signer: signer, logs: [yard.key])
    log = try yard.open()
  }

  private func grow(_ count: Int) async throws { for number in 0..<count { _ = try await log.append(entry(number)) } }

  private func submission(from old: Int) async throws -> WitnessSubmission {
    WitnessSubmission(oldSize: old, hashes: try await log.consistency(from: old).hashes, checkpoint: await log.signedCheckpoint)
  }

  private func answer(_ submission: WitnessSubmission, at time: Date = Yard.now) async -> WitnessAnswer {
    await witness.answer(to: submission.bytes, now: time)
  }

  @Test("signs what continues what it signed before, and keeps it for everybody to read")
  func story() async throws {
    var seen = 0
    for (number, step) in [2, 0, 5, 1].enumerated() {
      try await grow(step)
      let submission = try await submission(from: seen)
      let answer = await answer(submission, at: Yard.now + Double(number))
      #expect(answer.status == 200)
      let signature = try #require(answer.signatures.first)
      #expect(signer.key.made(signature, of: submission.checkpoint.text) && signature.witnessTime == Yard.now + Double(number))
      seen += step
    }
    let kept = try await witness.checkpoint(originHash: Self.hash)
    let note = try SignedNote(bytes: try #require(kept))
    #expect(try note.verified(by: [yard.key, signer.key]).count == 2)
    #expect(try Checkpoint(text: note.text) == (await log.checkpoint))
    #expect(try await witness.checkpoint(originHash: "../checkpoint") == nil)
  }

  @Test("answers as the protocol says, and signs none of it")
  func refusals() async throws {
    try await grow(3)
    let early = try await submission(from: 0)
    #expect(await answer(WitnessSubmission(oldSize: 2, hashes: early.hashes, checkpoint: early.checkpoint)).status == 409)
    #expect(await answer(early).status == 200)
    try await grow(4)
    let good = try await submission(from: 3)

    let conflict = await answer(try await submission(from: 0))
    #expect(conflict.status == 409 && conflict.contentType == "text/x.tlog.size" && conflict.body == Data("3\n".utf8) && conflict.seenSize == 3)
    #expect(await answer(WitnessSubmission(oldSize: 8, hashes: [], checkpoint: good.checkpoint)).status == 400)
    #expect(await answer(WitnessSubmission(oldSize: 3, hashes: [], checkpoint: good.checkpoint)).status == 422)
    #expect(await answer(WitnessSubmission(oldSize: 3, hashes: good.hashes + [.empty], checkpoint: good.checkpoint)).status == 422)
    // An older state again.
    #expect(await answer(early).status == 409)

    let other = try NoteSigner(name: "gantry.example/audit/9", kind: .log)
    let foreign = Checkpoint(origin: other.key.name, size: 1, root: .empty)
    let unknown = try SignedNote(text: foreign.text, signatures: [other.sign(foreign.text, at: Yard.now)])
    #expect(await answer(WitnessSubmission(oldSize: 0, hashes: [], checkpoint: unknown)).status == 404)
    let unsigned = try SignedNote(text: good.checkpoint.text, signatures: [other.sign(good.checkpoint.text, at: Yard.now)])
    #expect(await answer(WitnessSubmission(oldSize: 3, hashes: good.hashes, checkpoint: unsigned)).status == 403)
    for body in ["", "old 3\n", "old 03\n\n\(String(decoding: good.checkpoint.bytes, as: UTF8.self))", "old 3\nAAAA\n\nx\n", "new 3\n\nx\n"] {
      #expect(await witness.answer(to: Data(body.utf8), now: Yard.now).status == 400, "\(body)")
    }
    let endless = WitnessSubmission(oldSize: 3, hashes: Array(repeating: .empty, count: 64), checkpoint: good.checkpoint)
    #expect(await answer(endless).status == 400)
    // None of all that counts.
    #expect(await answer(good).status == 200)
  }

  @Test("finds out a log with two faces, signs one of them and keeps both")
  func split() async throws {
    try await grow(3)
    let honest = try await submission(from: 0)
    #expect(await answer(honest).status == 200)
    for number in 0..<20 {
      let forged = Checkpoint(origin: Yard.origin, size: 3, root: .leaf(Data("\(number)".utf8)))
      let note = try SignedNote(text: forged.text, signatures: [yard.signer.sign(forged.text, at: Yard.now)])
      let refused = await answer(WitnessSubmission(oldSize: 3, hashes: [], checkpoint: note))
      #expect(refused.status == 409 && refused.seenSize == 3)
      let splits = try await witness.splits()
      #expect(splits.count == min(number + 1, Witness.mostSplits))
      if number == 0 {
        #expect(splits[0].0.text == honest.checkpoint.text && splits[0].1 == note)
        for side in [splits[0].0, splits[0].1] { #expect(try side.verified(by: [yard.key]).count == 1) }
      }
    }
    // The honest face goes on.
    try await grow(1)
    #expect(await answer(try await submission(from: 3)).status == 200)
  }

  @Test("remembers over a restart, and is one process at a time")
  func restart() async throws {
    let folder = yard.folder.appending(path: "another")
    try await grow(2)
    let first = try await submission(from: 0)
    do {
      let witness = try Witness(folder, signer: signer, logs: [yard.key])
      #expect(throws: TransparencyFault.inUse) { try Witness(folder, signer: signer, logs: [yard.key]) }
      _ = try await witness.add(first, now: Yard.now)
    }
    try await grow(1)
    let witness = try Witness(folder, signer: signer, logs: [yard.key])
    let fromNothing = try await submission(from: 0)
    await #expect(throws: WitnessRefusal.conflict(2)) { try await witness.add(fromNothing, now: Yard.now) }
    _ = try await witness.add(try await submission(from: 2), now: Yard.now)
    #expect(throws: TransparencyFault.self) { try Witness(yard.folder.appending(path: "x"), signer: yard.signer, logs: [yard.key]) }
    #expect(throws: TransparencyFault.self) { try Witness(yard.folder.appending(path: "x"), signer: signer, logs: [signer.key]) }
  }

  @Test("whose memory was altered signs nothing")
  func damaged() async throws {
    try await grow(1)
    #expect(await answer(try await submission(from: 0)).status == 200)
    let kept = yard.folder.appending(path: "witness/\(Self.hash)/checkpoint")
    let good = try Data(contentsOf: kept)
    try Data(String(decoding: good, as: UTF8.self).replacing("\n1\n", with: "\n0\n").utf8).write(to: kept)
    try await grow(1)
    #expect(await answer(try await submission(from: 1)).status == 500)
    try good.write(to: kept)
    #expect(await answer(try await submission(from: 1)).status == 200)
  }

  @Test("has kept what it signs before anybody sees the signature, whenever the power goes", arguments: FailingDisk.Moment.allCases)
  func power(moment: FailingDisk.Moment) async throws {
    var submissions: [WitnessSubmission] = []
    for number in 0..<3 {
      try await grow(1)
      submissions.append(try await submission(from: number))
    }
    var step = 0
    while true {
      let folder = yard.folder.appending(path: "power-\(step)")
      let disk = FailingDisk(failingAt: step, moment)
      var signed = 0
      if let witness = try? Witness(folder, signer: signer, logs: [yard.key], disk: disk) {
        for submission in submissions where (try? await witness.add(submission, now: Yard.now)) != nil { signed += 1 }
      }
      guard disk.hasFailed else { break }
      let witness = try Witness(folder, signer: signer, logs: [yard.key])
      let seen = try await witness.checkpoint(originHash: Self.hash).map { try Checkpoint(text: SignedNote(bytes: $0).text).size } ?? 0
      #expect(seen == signed || seen == signed + 1, "step \(step)")
      for submission in submissions[seen...] { _ = try await witness.add(submission, now: Yard.now) }
      step += 1
    }
    #expect(step >= 12)
  }
}
