import Foundation
import Synchronization
import Testing
@testable import TransparencyLog

@Suite("A round of witnesses")
struct CosigningTests {
  /// A witness in the same process, which can be out of reach, or say something else.
  final class Line: WitnessLine {
    struct Unreachable: Error {}

    let witness: Witness
    let override = Mutex<WitnessAnswer?>(nil)
    let isDown = Mutex(false)
    let calls = Mutex(0)

    init(_ witness: Witness) { self.witness = witness }

    func addCheckpoint(_ body: Data) async throws -> WitnessAnswer {
      calls.withLock { $0 += 1 }
      guard !isDown.withLock({ $0 }) else { throw Unreachable() }
      if let answer = override.withLock({ $0 }) { return answer }
      return await witness.answer(to: body, now: Yard.now)
    }
  }

  let yard: Yard
  let signers: [NoteSigner]
  let lines: [Line]
  let policy: WitnessPolicy

  init() throws {
    let yard = try Yard()
    signers = try (0..<3).map { try NoteSigner(name: "witness.example/w\($0)", kind: .witness) }
    lines = try signers.map { Line(try Witness(yard.folder.appending(path: $0.key.name.suffix(2)), signer: $0, logs: [yard.key])) }
    let names = signers.enumerated().map { "witness w\($0) \($1.key.text)\n" }.joined()
    policy = try WitnessPolicy(text: "log \(yard.key.text)\n\(names)group g 2 w0 w1 w2\nquorum g\n")
    self.yard = yard
  }

  private func round(_ log: TransparencyLog) -> CosigningRound {
    CosigningRound(log, policy: policy, lines: ["w0": lines[0], "w1": lines[1], "w2": lines[2]])
  }

  @Test("publishes what enough witnesses signed, and nothing before")
  func story() async throws {
    let log = try yard.open(awaitsWitnesses: true)
    let round = round(log)
    for number in 0..<3 {
      _ = try await log.append(entry(number))
      #expect(try Checkpoint(text: await log.publishedCheckpoint.text).size == number)
      let report = try await round.run()
      #expect(report.hasQuorum && report.outcomes == ["w0": .cosigned(Yard.now), "w1": .cosigned(Yard.now), "w2": .cosigned(Yard.now)])
      let published = await log.publishedCheckpoint
      #expect(try Checkpoint(text: published.text).size == number + 1)
      #expect(try policy.verify(published).witnessTimes.count == 3)
    }
    // One call each a round: what they saw last is remembered.
    #expect(lines.map { $0.calls.withLock { $0 } } == [3, 3, 3])
    #expect(try await log.proof(of: 1).verify(entry(1).bytes, policy).quorumAt == Yard.now)
  }

  @Test("manages without one of three, and not without two")
  func missing() async throws {
    let log = try yard.open(awaitsWitnesses: true)
    _ = try await log.append(entry(0))
    lines[1].isDown.withLock { $0 = true }
    let first = try await round(log).run()
    #expect(first.hasQuorum && first.outcomes["w1"] == .unreachable && first.alarms.isEmpty)
    _ = try await log.append(entry(1))
    lines[2].override.withLock { $0 = WitnessAnswer(status: 503, contentType: "text/plain", body: Data("busy".utf8)) }
    let second = try await round(log).run()
    #expect(!second.hasQuorum && second.outcomes["w2"] == .refused(status: 503))
    #expect(try Checkpoint(text: await log.publishedCheckpoint.text).size == 1)
    // Back again, each from where it was.
    lines[1].isDown.withLock { $0 = false }
    let third = try await round(log).run()
    #expect(third.hasQuorum && third.outcomes["w1"] == .cosigned(Yard.now))
    #expect(try Checkpoint(text: await log.publishedCheckpoint.text).size == 2)
  }

  @Test("asks a second time from where the witness says it is, after a restart")
  func restart() async throws {
    let log = try yard.open()
    for number in 0..<3 {
      _ = try await log.append(entry(number))
      #expect(try await round(log).run().hasQuorum)
    }
    #expect(lines.map { $0.calls.withLock { $0 } } == [5, 5, 5])
  }

  @Test("raises an alarm where a witness saw another face of the log, or a longer one")
  func alarm() async throws {
    let other = try Yard()
    do {
      let forged = try other.open()
      for number in 0..<3 { _ = try await forged.append(entry(100 + number)) }
      for line in lines.prefix(1) {
        let submission = WitnessSubmission(oldSize: 0, hashes: [], checkpoint: await forged.signedCheckpoint)
        #expect(await line.witness.answer(to: submission.bytes, now: Yard.now).status == 200)
      }
    }
    let log = try yard.open()
    for number in 0..<2 { _ = try await log.append(entry(number)) }
    let set = try await round(log).run()
    #expect(set.alarms == ["w0"] && set.outcomes["w0"] == .forked(seenSize: 3) && set.hasQuorum)
    _ = try await log.append(entry(2))
    #expect(try await round(log).run().outcomes["w0"] == .forked(seenSize: 3))
    #expect(try await lines[0].witness.splits().count == 1)
    _ = try await log.append(entry(3))
    #expect(try await round(log).run().outcomes["w0"] == .forked(seenSize: 3))
  }

  @Test("takes no signature that is not the witness's, of this state")
  func falseSignatures() async throws {
    let log = try yard.open(awaitsWitnesses: true)
    _ = try await log.append(entry(0))
    let note = await log.signedCheckpoint
    let wrong = [
      try signers[1].sign(note.text, at: Yard.now), try signers[0].sign("another text\n", at: Yard.now),
      NoteSignature(key: signers[0].key, bytes: Data(count: 64))
    ]
    for line in lines {
      line.override.withLock { $0 = WitnessAnswer(status: 200, contentType: "text/plain", body: Data(wrong.map { $0.line + "\n" }.joined().utf8)) }
    }
    // Only w1 is answered by its own signature.
    let report = try await round(log).run()
    #expect(report.outcomes == ["w0": .refused(status: 200), "w1": .cosigned(Yard.now), "w2": .refused(status: 200)] && !report.hasQuorum)
    for body in ["", "x", "-1\n", "99999999999999999999\n", "007\n"] {
      for line in lines { line.override.withLock { $0 = WitnessAnswer(status: 409, contentType: "text/x.tlog.size", body: Data(body.utf8)) } }
      #expect(try await round(log).run().outcomes["w0"] == .refused(status: 409), "\(body)")
    }
  }

  @Test("publishes nothing that is not of this log, nor an older state over a newer one")
  func published() async throws {
    let log = try yard.open()
    _ = try await log.append(entry(0))
    let old = await log.signedCheckpoint
    _ = try await log.append(entry(1))
    let new = await log.signedCheckpoint
    try await log.publish(old)
    #expect(await log.publishedCheckpoint == new)
    let forged = Checkpoint(origin: Yard.origin, size: 2, root: .empty)
    for state in [forged, Checkpoint(origin: Yard.origin, size: 1, root: .empty), Checkpoint(origin: Yard.origin, size: 3, root: .empty)] {
      let note = try SignedNote(text: state.text, signatures: [yard.signer.sign(state.text, at: Yard.now)])
      await #expect(throws: TransparencyFault.self) { try await log.publish(note) }
    }
    let unsigned = try SignedNote(text: new.text, signatures: [signers[0].sign(new.text, at: Yard.now)])
    await #expect(throws: TransparencyFault.unsigned) { try await log.publish(unsigned) }
  }
}
