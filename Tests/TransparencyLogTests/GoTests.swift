import Foundation
import Testing
@testable import TransparencyLog

/// Go's own `x/mod/sumdb` reads what this room writes. Needs Debian's golang-go and golang-golang-x-mod-dev.
@Suite("Go's code for such logs", .enabled(if: GoProgram.isThere, "no Go with golang.org/x/mod here; Debian has golang-golang-x-mod-dev"))
struct GoTests {
  @Test("verifies checkpoint, signatures, every tile and entry, and makes the same proofs", arguments: [1, 3, 256, 300, 520])
  func log(size: Int) async throws {
    let yard = try Yard()
    let witness = try NoteSigner(name: "witness.example/w1", kind: .witness, seed: Data(0x20..<0x40))
    let log = try yard.open(pooling: .milliseconds(5))
    try await log.fill(0..<size)
    var note = await log.signedCheckpoint
    note.add(try witness.sign(note.text, at: Yard.now))
    try await log.publish(note)
    let sizes = Set([1, 2, size / 2, size - 1, size]).filter { (1...size).contains($0) }.sorted()
    let proofs = try await sizes.asyncMap { old in
      GoProgram.Question.Proof(
        index: old - 1, inclusion: try await log.proof(of: old - 1).inclusion.hashes.map(\.base64), from: old,
        consistency: try await log.consistency(from: old).hashes.map(\.base64))
    }
    let question = GoProgram.Question(
      folder: yard.publicPath, log: yard.key.text, witness: witness.key.text, time: Int(Yard.now.timeIntervalSince1970), proofs: proofs)
    let answer = try GoProgram.ask(question)
    #expect(answer == GoProgram.Answer(size: size, entries: size, signatures: 2, proofs: sizes.count))
  }

  @Test("finds what was changed")
  func changed() async throws {
    let yard = try Yard()
    let log = try yard.open()
    try await log.fill(0..<3)
    let question = GoProgram.Question(
      folder: yard.publicPath, log: yard.key.text, witness: VectorTests.witnessKey, time: 0, proofs: [])
    #expect(try GoProgram.ask(question) == GoProgram.Answer(size: 3, entries: 3, signatures: 1, proofs: 0))
    let tile = yard.logFolder.appending(path: "public/tile/0/000.p/3")
    var bytes = try Data(contentsOf: tile)
    bytes[40] ^= 1
    try bytes.write(to: tile)
    #expect(throws: GoProgram.Failed.self) { try GoProgram.ask(question) }
  }
}

extension Sequence {
  fileprivate func asyncMap<Value>(_ transform: (Element) async throws -> Value) async rethrows -> [Value] {
    var values: [Value] = []
    for each in self { values.append(try await transform(each)) }
    return values
  }
}
