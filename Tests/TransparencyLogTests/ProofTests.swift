import Foundation
import Testing
@testable import TransparencyLog

@Suite("A proof to carry away")
struct ProofTests {
  let yard: Yard
  let witness: NoteSigner
  let policy: WitnessPolicy

  init() throws {
    yard = try Yard()
    witness = try NoteSigner(name: "witness.example/w1", kind: .witness, seed: Data(0x20..<0x40))
    policy = try WitnessPolicy(text: "log \(yard.key.text)\nwitness w1 \(witness.key.text)\nquorum w1\n")
  }

  /// A log of seven entries whose published state the witness signed.
  private func log() async throws -> TransparencyLog {
    let log = try yard.open(awaitsWitnesses: true)
    for number in 0..<7 { _ = try await log.append(entry(number)) }
    var note = await log.signedCheckpoint
    note.add(try witness.sign(note.text, at: Yard.now))
    try await log.publish(note)
    return log
  }

  @Test("has the form that is written down, and holds for its entry alone")
  func form() async throws {
    let log = try await log()
    let proof = try await log.proof(of: 4)
    let lines = String(decoding: proof.bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false).map { String($0) }
    #expect(lines[0...1] == ["c2sp.org/tlog-proof@v1", "index 4"] && lines[5...7] == ["", Yard.origin, "7"])
    #expect(lines.filter { $0.hasPrefix("\u{2014} ") }.count == 2)
    let read = try TlogProof(bytes: proof.bytes)
    #expect(read == proof)
    let witnessed = try read.verify(entry(4).bytes, policy)
    #expect(witnessed.checkpoint.size == 7 && witnessed.quorumAt == Yard.now)
    #expect(throws: TransparencyFault.falseProof("inclusion")) { try read.verify(entry(5).bytes, policy) }
  }

  @Test("of an entry that no witness saw yet says so, and one later holds")
  func early() async throws {
    let log = try await log()
    #expect(try await log.append(entry(7)) == 7)
    let early = try await log.proof(of: 7)
    #expect(throws: TransparencyFault.noQuorum) { try early.verify(entry(7).bytes, policy) }
    #expect(try await log.proof(of: 6).verify(entry(6).bytes, policy).checkpoint.size == 7)
    var note = await log.signedCheckpoint
    note.add(try witness.sign(note.text, at: Yard.now + 1))
    try await log.publish(note)
    #expect(try await log.proof(of: 7).verify(entry(7).bytes, policy).quorumAt == Yard.now + 1)
  }

  @Test("extra data are passed over")
  func extra() async throws {
    let proof = try await log().proof(of: 0)
    let text = String(decoding: proof.bytes, as: UTF8.self)
    #expect(try TlogProof(bytes: Data(text.replacing("@v1\n", with: "@v1\nextra AAAA\n").utf8)) == proof)
    #expect(throws: TransparencyFault.self) { try TlogProof(bytes: Data(text.replacing("@v1\n", with: "@v1\nextra !\n").utf8)) }
  }

  @Test("of another form is refused, and no byte of it may be another")
  func altered() async throws {
    let proof = try await log().proof(of: 4)
    let text = String(decoding: proof.bytes, as: UTF8.self)
    let changes = [
      ("c2sp.org", "C2sp.org"), ("@v1", "@v2"), ("index 4", "index 04"), ("index 4", "index -4"), ("index 4\n", ""), ("index 4\n", "index 4\nAAAA\n"),
      ("index 4\n", "index 4\n" + String(repeating: "\(TreeHash.empty.base64)\n", count: 64)), ("\n\n", "\n")
    ]
    for (old, new) in changes {
      #expect(throws: TransparencyFault.self, "\(new)") { try TlogProof(bytes: Data(text.replacing(old, with: new).utf8)) }
    }
    let whole = try entry(4).bytes
    for place in proof.bytes.indices {
      var bytes = proof.bytes
      bytes[place] ^= 1
      #expect(throws: TransparencyFault.self, "byte \(place)") { try TlogProof(bytes: bytes).verify(whole, policy) }
    }
  }

  @Test("shows to whoever saw the log before that it is the same one")
  func evidence() async throws {
    let log = try await log()
    let evidence = try await log.evidence(of: 5, since: 3)
    #expect(try evidence.entry == entry(5).bytes)
    let old = ListTree.root(try (0..<3).map { .leaf(try entry($0).bytes) }[...])
    let new = try Checkpoint(text: evidence.proof.checkpoint.text).root
    #expect(evidence.consistency.leads(from: old, to: new))
    await #expect(throws: TransparencyFault.outOfTree(8, size: 7)) { try await log.evidence(of: 5, since: 8) }
  }
}
