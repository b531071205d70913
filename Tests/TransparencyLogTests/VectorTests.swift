import Foundation
import Testing
@testable import TransparencyLog

/// What Go's `x/mod/sumdb/note` accepts, byte for byte.
@Suite("A checkpoint with a witness's signature")
struct VectorTests {
  static let text = """
    gantry.example/audit/1
    3
    Wqx3HImawpLnS/Gv4ubjAvi1WIOy0b8Ze0amvqbavKk=

    \u{2014} gantry.example/audit/1 lf8R8x9jNlsl9RzgvAzAWYGeDTRL+UR//6bGW+RYOTq1kUcE1mqR/BqRyp0TfxHZRzwyR6tBSYGG+4AVLTuBBR+vZwk=
    \u{2014} witness.example/w1 IDJKvgAAAABqsTuA9rVKxikuN7dzt65l7V7cydaS+9GArZcLRcFvaTB90zCoqxVmC7XSyHDRUbIobR5dBuda1d5UkvX66TiZ+1TODA==

    """
  static let logKey = "gantry.example/audit/1+95ff11f3+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
  static let witnessKey = "witness.example/w1+20324abe+BCmsuuFBvMrwsi4alNNNC8c2HlJtC/4SyJeUvJMilm3X"

  let log: NoteSigner
  let witness: NoteSigner

  init() throws {
    log = try NoteSigner(name: "gantry.example/audit/1", kind: .log, seed: Data(0x00...0x1F))
    witness = try NoteSigner(name: "witness.example/w1", kind: .witness, seed: Data(0x20...0x3F))
  }

  @Test("is made from seeds, entries and a time")
  func made() throws {
    #expect(log.key.text == Self.logKey && witness.key.text == Self.witnessKey)
    let leaves = ["one", "two", "three"].map { TreeHash.leaf(Data($0.utf8)) }
    let state = Checkpoint(origin: log.key.name, size: 3, root: MerkleTree.root(leaves))
    var note = try SignedNote(text: state.text, signatures: [log.sign(state.text, at: .distantPast)])
    note.add(try witness.sign(state.text, at: Date(timeIntervalSince1970: 1_790_000_000.9)))
    #expect(String(decoding: note.bytes, as: UTF8.self) == Self.text)
  }

  @Test("is read and verified")
  func read() throws {
    let note = try SignedNote(bytes: Data(Self.text.utf8))
    let good = try note.verified(by: [NoteKey(text: Self.witnessKey), NoteKey(text: Self.logKey)])
    #expect(good.map(\.key) == [log.key, witness.key])
    #expect(good[1].signature.witnessTime == Date(timeIntervalSince1970: 1_790_000_000))
    let state = try Checkpoint(text: note.text)
    #expect(state.size == 3 && state.origin == log.key.name)
    #expect(note.bytes == Data(Self.text.utf8))
  }
}
