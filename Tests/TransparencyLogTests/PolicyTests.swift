import Foundation
import Testing
@testable import TransparencyLog

@Suite("A witness policy")
struct PolicyTests {
  static let log = VectorTests.logKey
  static let witness = VectorTests.witnessKey

  let signer: NoteSigner
  let witnesses: [NoteSigner]
  let state = Checkpoint(origin: "gantry.example/audit/1", size: 1, root: .leaf(Data()))

  init() throws {
    signer = try NoteSigner(name: "gantry.example/audit/1", kind: .log)
    witnesses = try (0..<6).map { try NoteSigner(name: "witness.example/\($0)", kind: .witness) }
  }

  private func policy(_ rest: String) throws -> WitnessPolicy {
    let lines = witnesses.enumerated().map { "witness w\($0) \($1.key.text) https://witness.example/\($0)\n" }
    return try WitnessPolicy(text: "# who we trust\n\n log\t\(signer.key.text) \n\(lines.joined())\(rest)")
  }

  /// A checkpoint that witnesses signed so many seconds late.
  private func note(_ times: [Int: Double]) throws -> SignedNote {
    var note = try SignedNote(text: state.text, signatures: [signer.sign(state.text, at: Yard.now)])
    for (number, late) in times { note.add(try witnesses[number].sign(state.text, at: Yard.now + late)) }
    return note
  }

  @Test("names logs, witnesses and where they are")
  func parties() throws {
    let policy = try policy("quorum w0\n")
    #expect(policy.logs.map(\.name) == [signer.key.name] && policy.logs.map(\.address) == [nil] && !policy.asksNobody)
    #expect(policy.witnesses.map(\.name) == (0..<6).map { "w\($0)" } && policy.witnesses[2].address == "https://witness.example/2")
  }

  @Test("one witness, any, all, so many of them, and groups of groups")
  func quorums() throws {
    let nested = "group x 2 w0 w1 w2\ngroup y any w3 w4\ngroup both all x y\nquorum both\n"
    let cases: [(String, [Int: Double], Double?)] = [
      ("quorum w1\n", [1: 5], 5), ("quorum w1\n", [0: 5, 2: 5], nil), ("group g any w0 w1\nquorum g\n", [1: 7, 0: 3], 3),
      ("group g all w0 w1\nquorum g\n", [1: 7, 0: 3], 7), ("group g all w0 w1\nquorum g\n", [1: 7, 2: 3], nil),
      ("group g 2 w0 w1 w2\nquorum g\n", [0: 1, 1: 9, 2: 4], 4), (nested, [0: 1, 1: 2, 3: 6, 4: 8], 6), (nested, [0: 1, 1: 2, 5: 3], nil),
      (nested, [0: 1, 3: 2, 4: 3], nil)
    ]
    for (text, times, expected) in cases {
      let policy = try policy(text)
      if let expected {
        #expect(try policy.verify(note(times)).quorumAt == Yard.now + expected, "\(text)")
      } else {
        #expect(throws: TransparencyFault.noQuorum, "\(text)") { try policy.verify(note(times)) }
      }
    }
    #expect(try policy("quorum none\n").verify(note([:])).quorumAt == nil)
    #expect(try policy("quorum w1\n").verify(note([1: 5, 2: 6])).witnessTimes == ["w1": Yard.now + 5, "w2": Yard.now + 6])
  }

  @Test("takes no log that it does not name, no false signature, and no witness for a log")
  func others() throws {
    let policy = try policy("quorum w0\n")
    let other = try NoteSigner(name: "gantry.example/audit/1", kind: .log)
    let foreign = try SignedNote(
      text: state.text, signatures: [other.sign(state.text, at: Yard.now), witnesses[0].sign(state.text, at: Yard.now)])
    #expect(throws: TransparencyFault.unsigned) { try policy.verify(foreign) }
    // The log's key under a state that gives itself out as another log's.
    let renamed = Checkpoint(origin: "gantry.example/audit/2", size: 1, root: .leaf(Data()))
    let misnamed = try SignedNote(
      text: renamed.text, signatures: [signer.sign(renamed.text, at: Yard.now), witnesses[0].sign(renamed.text, at: Yard.now)])
    #expect(throws: TransparencyFault.unsigned) { try policy.verify(misnamed) }
    var spoiled = try note([0: 1])
    spoiled.add(NoteSignature(key: witnesses[3].key, bytes: Data(count: 72)))
    #expect(throws: TransparencyFault.badSignature("witness.example/3")) { try policy.verify(spoiled) }
  }

  @Test(
    "says which line is wrong",
    arguments: [
      ("", "`quorum` is missing"), ("log \(log)\n", "`quorum` is missing"), ("quorum none\nquorum none\n", "line 2"), ("quorum w\n", "line 1"),
      ("log x\nquorum none\n", "line 1"), ("log \(witness)\nquorum none\n", "line 1"), ("witness w \(log)\nquorum none\n", "line 1"),
      ("log \(log)\n\nlog \(log)\nquorum none\n", "line 3"), ("witness a \(witness)\nwitness b \(witness)\nquorum none\n", "line 2"),
      ("witness none \(witness)\nquorum none\n", "line 1"), ("witness a \(witness)\ngroup a any a\nquorum none\n", "line 2"),
      ("witness a \(witness)\ngroup g 2 a\nquorum none\n", "line 2"), ("witness a \(witness)\ngroup g 0 a\nquorum none\n", "line 2"),
      ("witness a \(witness)\ngroup g some a\nquorum none\n", "line 2"), ("witness a \(witness)\ngroup g any\nquorum none\n", "line 2"),
      ("witness a \(witness)\ngroup g any a a\nquorum none\n", "line 2"), ("group g any a\nwitness a \(witness)\nquorum none\n", "line 1"),
      ("witness a \(witness)\ngroup g any a\ngroup h any a\nquorum none\n", "line 3"), ("watcher a\nquorum none\n", "line 1"),
      ("quorum none none\n", "line 1"), ("log \(log) a b\nquorum none\n", "line 1"), ("log \(log)\u{1}\nquorum none\n", "line 1"),
      ("log \(log)\r\nquorum none\n", "line 1"), (String(repeating: "\n", count: 300), "256")
    ])
  func malformed(text: String, line: String) {
    #expect { try WitnessPolicy(text: text) } throws: { "\($0)".contains(line) }
  }
}
