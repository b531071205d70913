import Crypto
import Foundation
import Keyholding
import Sealing
import Testing
import TransparencyLog

@Suite("The proof that a warrant stands in the witnessed log")
final class WitnessedLogProofTests {
  private static let now = Land.now
  private let folder = FileManager.default.temporaryDirectory.appending(path: "logged-\(UUID().uuidString)", directoryHint: .isDirectory)
  private let signer: NoteSigner
  private let witnesses: [NoteSigner]
  private let log: TransparencyLog

  init() throws {
    signer = try NoteSigner(name: "gantry.example/audit/1", kind: .log)
    witnesses = try (0..<3).map { try NoteSigner(name: "witness.example/w\($0)", kind: .witness) }
    log = try Self.open(folder, signer)
  }

  deinit { try? FileManager.default.removeItem(at: folder) }

  private static func open(_ folder: URL, _ signer: NoteSigner) throws -> TransparencyLog {
    try TransparencyLog(opening: LogFolder(folder), signer: signer, pooling: .zero)
  }

  private func policy(_ quorum: String = "group g 2 w0 w1 w2\nquorum g\n") throws -> WitnessPolicy {
    let lines = witnesses.enumerated().map { "witness w\($0) \($1.key.text)\n" }
    return try WitnessPolicy(text: "log \(signer.key.text)\n\(lines.joined())\(quorum)")
  }

  private func logged(_ commitment: Data, in log: TransparencyLog? = nil) async throws -> Int {
    let entry = try LogEntry.warrantRequested(
      commitment, sizeClass: 4, requesterKey: "4F3A 9C01", unsealBy: Self.now + 86_400, at: Self.now - 60)
    return try await (log ?? self.log).append(entry)
  }

  /// Lets witnesses sign the state of the log, each so many seconds late.
  private func witness(_ times: [Int: Double], in log: TransparencyLog? = nil) async throws {
    let log = log ?? self.log
    var note = await log.signedCheckpoint
    for (number, late) in times { note.add(try witnesses[number].sign(note.text, at: Self.now + late)) }
    try await log.publish(note)
  }

  private func proof(_ index: Int, since seen: Int = 0, in log: TransparencyLog? = nil) async throws -> Data {
    try LoggedWarrantProof(await (log ?? self.log).evidence(of: index, since: seen)).bytes
  }

  private func refusal(_ body: () throws -> LoggedTree) -> Refusal? {
    do { _ = try body() } catch { return error as? Refusal }
    return nil
  }

  @Test("holds for its commitment, from when the quorum had signed, and from request to request")
  func story() async throws {
    let check = WitnessedLogProof(policy: try policy())
    let (first, second) = (random(32), random(32))
    let firstIndex = try await logged(first)
    try await witness([0: 9, 1: 2, 2: 5])
    let proof = try await proof(firstIndex)
    #expect(try LoggedWarrantProof(bytes: proof).bytes == proof)
    let tree = try check.check(proof, of: first, since: nil)
    #expect(tree.size == 1 && tree.witnessedAt == Self.now + 5)
    #expect(try check.check(proof, of: first, since: tree) == tree)
    for _ in 0..<5 { _ = try await logged(random(32)) }
    let secondIndex = try await logged(second)
    try await witness([0: 60, 2: 61])
    let next = try check.check(try await self.proof(secondIndex, since: 1), of: second, since: tree)
    #expect(next.size == 7 && next.witnessedAt == Self.now + 61)
    // The proof that starts from nothing shows nothing to whoever saw something.
    let unrelated = try await self.proof(secondIndex)
    #expect(refusal { try check.check(unrelated, of: second, since: tree) } == .forkedLog)
    #expect(refusal { try check.check(proof, of: first, since: next) } == .forkedLog)
  }

  @Test("does not hold without the quorum, nor for another commitment, entry or log")
  func refused() async throws {
    let check = WitnessedLogProof(policy: try policy())
    let commitment = random(32)
    let index = try await logged(commitment)
    let plain = try await proof(index)
    #expect(refusal { try check.check(plain, of: commitment, since: nil) } == .noQuorum)
    try await witness([1: 2])
    let one = try await proof(index)
    #expect(refusal { try check.check(one, of: commitment, since: nil) } == .noQuorum)
    // An entry of another kind with the same commitment.
    let other = try await log.append(LogEntry(.warrantApproved, at: Self.now, ["commitment": .bytes(commitment)]))
    try await witness([0: 2, 1: 2])
    let (good, approved) = (try await proof(index), try await proof(other))
    #expect(refusal { try check.check(good, of: commitment, since: nil) } == nil)
    #expect(refusal { try check.check(good, of: random(32), since: nil) } == .notLogged)
    #expect(refusal { try check.check(approved, of: commitment, since: nil) } == .notLogged)
    #expect(refusal { try check.check(good.dropLast(), of: commitment, since: nil) } == .notLogged)
    #expect(refusal { try check.check(Data(), of: commitment, since: nil) } == .notLogged)
    let strangers = WitnessedLogProof(policy: try WitnessPolicy(text: "log \(NoteSigner(name: signer.key.name, kind: .log).key.text)\nquorum none\n"))
    #expect(refusal { try strangers.check(good, of: commitment, since: nil) } == .notLogged)
  }

  @Test("an entry that was never logged has no proof, whatever stands around it")
  func forged() async throws {
    let check = WitnessedLogProof(policy: try policy())
    let (logged, unlogged) = (random(32), random(32))
    let index = try await self.logged(logged)
    _ = try await self.logged(random(32))
    try await witness([0: 1, 1: 1])
    let text = String(decoding: try await proof(index), as: UTF8.self)
    let real = try await log.entries(index..<index + 1)[0]
    let other = try LogEntry.warrantRequested(unlogged, sizeClass: 4, requesterKey: "4F3A 9C01", unsealBy: Self.now, at: Self.now).bytes
    let forged = Data(text.replacing(real.base64EncodedString(), with: other.base64EncodedString()).utf8)
    #expect(forged != Data(text.utf8))
    #expect(refusal { try check.check(forged, of: unlogged, since: nil) } == .notLogged)
  }

  @Test("a log with a second face is found out by whoever saw the first, even when the witnesses sign both")
  func forked() async throws {
    let check = WitnessedLogProof(policy: try policy())
    let commitment = random(32)
    let index = try await logged(commitment)
    _ = try await logged(random(32))
    try await witness([0: 1, 1: 1])
    let seen = try check.check(try await proof(index), of: commitment, since: nil)
    let elsewhere = folder.appendingPathExtension("fork")
    defer { try? FileManager.default.removeItem(at: elsewhere) }
    let fork = try Self.open(elsewhere, signer)
    for _ in 0..<2 { _ = try await logged(random(32), in: fork) }
    try await witness([0: 1, 1: 1], in: fork)
    let same = try await proof(0, since: 2, in: fork)
    #expect(refusal { try check.check(same, of: commitment, since: seen) } == .forkedLog)
    let forkIndex = try await logged(commitment, in: fork)
    try await witness([0: 1, 1: 1], in: fork)
    let longer = try await proof(forkIndex, since: 2, in: fork)
    #expect(refusal { try check.check(longer, of: commitment, since: seen) } == .forkedLog)
    #expect(refusal { try check.check(longer, of: commitment, since: nil) } == nil)
  }

  @Test("where the policy asks for no witness, the log's word is enough and the time is the entry's")
  func pilot() async throws {
    let check = WitnessedLogProof(policy: try policy("quorum none\n"))
    let commitment = random(32)
    let proof = try await proof(try await logged(commitment))
    #expect(try check.check(proof, of: commitment, since: nil).witnessedAt == Self.now - 60)
  }

  @Test("a keyholder answers a warrant that stands in a real log, and refuses one that does not")
  func keyholder() async throws {
    let land = try Land()
    let (record, _) = try await land.seal([(plate("01A123BC"), scope(), "wanted")])
    land.close()
    let keyholder = try Keyholder(
      opening: land.folder(of: 0), passphrase: Land.passphrase, policy: land.policy, transparency: WitnessedLogProof(policy: policy()))
    for (seen, isLogged) in [(0, true), (1, false), (1, true)] {
      let warrant = try land.warrant(recipient: RecipientKeyPair().publicKey)
      let opening = random(32)
      let index = try await logged(isLogged ? warrant.commitment(opening: opening) : random(32))
      try await witness([0: -20, 1: -10])
      let request = try WarrantRequest(
        warrant: warrant, opening: opening, approvals: land.approvals(warrant), proof: await proof(index, since: seen),
        questions: [EpochQuestion(record: record, scopes: [scope()])])
      let answer = try? await keyholder.decide(WarrantRequest(bytes: request.bytes), judge, now: Self.now)
      #expect((answer != nil) == isLogged)
    }
    #expect(await keyholder.counterLog.filter { $0.kind == .requestRefused }.map { $0.details["reason"] } == ["not-logged"])
  }

  @Test("a log's next year is another log: what was seen of each is held against that one alone")
  func years() async throws {
    let land = try Land()
    let (record, _) = try await land.seal([(plate("01A123BC"), scope(), "wanted")])
    land.close()
    let next = try NoteSigner(name: "gantry.example/audit/2", kind: .log, seed: signer.seed)
    let elsewhere = folder.appendingPathExtension("next")
    defer { try? FileManager.default.removeItem(at: elsewhere) }
    let nextLog = try Self.open(elsewhere, next)
    let policy = try WitnessPolicy(text: "log \(signer.key.text)\nlog \(next.key.text)\nquorum none\n")
    let keyholder = try Keyholder(
      opening: land.folder(of: 0), passphrase: Land.passphrase, policy: land.policy, transparency: WitnessedLogProof(policy: policy))
    for _ in 0..<4 { _ = try await logged(random(32)) }
    // The old one with five entries, the new one with one, the old one again; and then one that begins from nothing again.
    for (log, seen, isGood) in [(self.log, 0, true), (nextLog, 0, true), (self.log, 5, true), (nextLog, 1, true), (nextLog, 0, false)] {
      let warrant = try land.warrant(recipient: RecipientKeyPair().publicKey)
      let opening = random(32)
      let index = try await logged(warrant.commitment(opening: opening), in: log)
      let request = try WarrantRequest(
        warrant: warrant, opening: opening, approvals: land.approvals(warrant), proof: await proof(index, since: seen, in: log),
        questions: [EpochQuestion(record: record, scopes: [scope()])])
      let answer = try? await keyholder.decide(request, judge, now: Self.now)
      #expect((answer != nil) == isGood, "\(log.key.name) from \(seen)")
    }
    #expect(await keyholder.seenTrees.map(\.origin).sorted() == ["gantry.example/audit/1", "gantry.example/audit/2"])
    #expect(await keyholder.counterLog.filter { $0.kind == .requestRefused }.map { $0.details["reason"] } == ["forked-log"])
  }
}
