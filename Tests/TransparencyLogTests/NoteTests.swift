import Foundation
import Testing
@testable import TransparencyLog

@Suite("Signed notes")
struct NoteTests {
  let signer: NoteSigner
  let note: SignedNote

  init() throws {
    signer = try NoteSigner(name: "gantry.example/audit/1", kind: .log)
    note = try SignedNote(text: "one\n\ntwo\n", signatures: [signer.sign("one\n\ntwo\n", at: Yard.now)])
  }

  @Test("are split at the last empty line, and come back as they were")
  func split() throws {
    let read = try SignedNote(bytes: note.bytes)
    #expect(read == note && read.text == "one\n\ntwo\n")
    #expect(try read.verified(by: [signer.key]).map(\.key) == [signer.key])
  }

  @Test("may have many signatures; those by unknown keys are passed over")
  func unknown() throws {
    var many = note
    for number in 0..<60 { many.add(try NoteSigner(name: "other.example/\(number)", kind: .log).sign(note.text, at: Yard.now)) }
    // Same name, other key: another ID.
    many.add(try NoteSigner(name: signer.key.name, kind: .log).sign("something else\n", at: Yard.now))
    let read = try SignedNote(bytes: many.bytes)
    #expect(read.signatures.count == 62)
    #expect(try read.verified(by: [signer.key]).count == 1)
    #expect(throws: TransparencyFault.unsigned) { try read.verified(by: [NoteSigner(name: signer.key.name, kind: .log).key]) }
  }

  @Test("with a false signature in a known key's name are refused as a whole")
  func falseSignature() throws {
    let other = try NoteSigner(name: "other.example", kind: .log)
    var spoiled = note
    spoiled.add(NoteSignature(key: other.key, bytes: try #require(note.signatures.first).bytes))
    #expect(throws: TransparencyFault.badSignature("other.example")) { try spoiled.verified(by: [signer.key, other.key]) }
    let altered = try SignedNote(text: "one\n\nthree\n", signatures: note.signatures)
    #expect(throws: TransparencyFault.badSignature(signer.key.name)) { try altered.verified(by: [signer.key]) }
  }

  @Test("a witness's second signature does not make it later")
  func earliest() throws {
    let witness = try NoteSigner(name: "witness.example/w1", kind: .witness)
    let times = [Yard.now + 60, Yard.now, Yard.now + 30]
    let twice = try SignedNote(text: note.text, signatures: times.map { try witness.sign(note.text, at: $0) })
    #expect(try twice.verified(by: [witness.key]).map(\.signature.witnessTime) == [Yard.now])
  }

  @Test(
    "of another form are refused",
    arguments: [
      "", "\n", "text\n", "text\n\n", "text\n\n\n", "text\n\n- a AAAAAAAA\n", "text\n\n\u{2014} a AAAAAAAA", "text\n\n\u{2014} a AAAA\n",
      "text\n\n\u{2014} a AAAAAAA=\n\n", "text\n\n\u{2014} a AAAAAAB=\n", "text\n\n\u{2014} a b AAAAAAA=\n", "text\n\n\u{2014} a+b AAAAAAA=\n",
      "text\n\n\u{2014} a\u{A0}b AAAAAAA=\n", "text\n\n\u{2014}  AAAAAAA=\n", "te\u{1}xt\n\n\u{2014} a AAAAAAA=\n",
      "text\n\n\u{2014} a AAAAAAA=\nmore\n",
      "text\r\n\r\n\u{2014} a AAAAAAA=\r\n"
    ])
  func malformed(text: String) {
    #expect(throws: TransparencyFault.self) { try SignedNote(bytes: Data(text.utf8)) }
  }

  @Test("the smallest line that is a signature is read")
  func smallest() throws {
    let note = try SignedNote(bytes: Data("text\n\n\u{2014} a AAAAAAA=\n".utf8))
    #expect(note.signatures.map(\.keyName) == ["a"] && note.signatures.map(\.bytes.count) == [1])
  }

  @Test("that are not UTF-8, too long or signed too often are refused")
  func limits() throws {
    #expect(throws: TransparencyFault.self) { try SignedNote(bytes: Data([0xFF]) + note.bytes) }
    let long = String(repeating: "x", count: SignedNote.longest)
    #expect(throws: TransparencyFault.self) { try SignedNote(bytes: Data("\(long)\n\n\u{2014} a AAAAAAA=\n".utf8)) }
    let lines = String(repeating: "\u{2014} a AAAAAAA=\n", count: SignedNote.mostSignatures + 1)
    #expect(throws: TransparencyFault.self) { try SignedNote(bytes: Data("text\n\n\(lines)".utf8)) }
    #expect(throws: TransparencyFault.self) { try SignedNote(text: "no end", signatures: []) }
  }

  @Test(
    "verifier keys of another form are refused",
    arguments: [
      "", "a", "a+b", "+95ff11f3+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
      "gantry.example/audit/1+95ff11f4+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
      "gantry.example/audit/1+95FF11F3+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
      "gantry.example/audit/1+95ff11f3+AgOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4",
      "gantry.example/audit/1+95ff11f3+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVT==",
      "gantry.example audit+95ff11f3+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4"
    ])
  func badKey(text: String) {
    #expect(throws: TransparencyFault.self) { try NoteKey(text: text) }
  }

  @Test(
    "checkpoints of another form are refused",
    arguments: [
      "o\n3\n", "o\n03\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", "o\n-1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
      "o\n+1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", "o\n1\nAAAA\n", "\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n",
      "o\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n\nx\n",
      "o\n9223372036854775808\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n", "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
    ])
  func badCheckpoint(text: String) {
    #expect(throws: TransparencyFault.self) { try Checkpoint(text: text) }
  }

  @Test("checkpoints of other logs may say more, which is kept")
  func extensions() throws {
    let text = "o\n1\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nmore\nand more\n"
    let state = try Checkpoint(text: text)
    #expect(state.extensions == ["more", "and more"] && state.text == text)
  }
}
