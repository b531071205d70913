import Foundation
import Testing
@testable import TransparencyLog

/// A bounded run of what `Fuzz/NotesFuzzer.swift` does without an end.
@Suite("Texts with changed bytes")
struct MutationTests {
  @Test("are read or refused, and what is read is written as it was")
  func mutated() throws {
    var random = SystemRandomNumberGenerator()
    let leaf = TreeHash.leaf(Data())
    let note = try SignedNote(bytes: Data(VectorTests.text.utf8))
    let proof = TlogProof(InclusionProof(index: 1, size: 3, hashes: [leaf, leaf]), checkpoint: note)
    let submission = WitnessSubmission(oldSize: 2, hashes: [leaf], checkpoint: note)
    let policy = "log \(VectorTests.logKey)\nwitness w \(VectorTests.witnessKey)\ngroup g 1 w\nquorum g\n"
    let seeds = [note.bytes, proof.bytes, submission.bytes, Data(policy.utf8), Data(VectorTests.logKey.utf8), Data("tile/0/x001/067.p/8".utf8),
      Data("tile/entries/x999/x001/067".utf8)
    ]
    for number in 0..<6000 {
      var bytes = seeds[number % seeds.count]
      for _ in 0..<Int.random(in: 1...3, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes[place] = UInt8.random(in: 0...255, using: &random)
        case 1: bytes.remove(at: place)
        case 2: bytes.insert(contentsOf: bytes[..<place].suffix(9), at: place)
        default: bytes = Data(bytes[..<place])
        }
      }
      if let read = try? SignedNote(bytes: bytes) { #expect(read.bytes == bytes) }
      if let read = try? WitnessSubmission(bytes: bytes) { #expect(read.bytes == bytes) }
      if let read = try? TlogProof(bytes: bytes) { #expect(try TlogProof(bytes: read.bytes) == read) }
      let text = String(decoding: bytes, as: UTF8.self)
      if let read = try? NoteKey(text: text) { #expect(read.text == text) }
      if let read = TilePath(text) { #expect(read.description == text && !text.contains("..") && text.hasPrefix("tile/")) }
      if let read = try? Checkpoint(text: text) { #expect(read.text == text) }
      _ = try? WitnessPolicy(text: text)
    }
  }
}
