import Crypto
import Foundation
import Keyholding
import PythonPrograms
import Sealing
import Testing
import Traffic

/// A keyholder of another make answers the same files. Needs a Python with `cryptography` 48 or later; `GANTRY_PYTHON` names one.
@Suite(
  "A keyholder of another make beside ours", .enabled(if: SecondMake.isThere, "no Python with cryptography 48 here; name one with GANTRY_PYTHON"))
struct SecondKeyholderTests {
  @Test("answers request and release with the same files, and with ours opens the passes", arguments: [(2, 2), (2, 3)])
  func together(threshold: Int, count: Int) async throws {
    let land = try Land(threshold, of: count)
    let identity = Curve25519.Signing.PrivateKey()
    let pair = try DayKeyPair(holder: land.names[1], day: UTCDay(containing: Land.now), signedWith: identity)
    let (record, rows) = try await land.seal(
      [(plate("01A123BC"), scope(), "wanted"), (plate("01A123BC", nil), scope(1), "too"), (plate("01B777BB"), scope(), "another")],
      instead: [pair.published])
    let other = SecondMake(seed: pair.withSeed { Data($0) }, identity: identity.rawRepresentation, holder: land.names[1].rawValue)

    let recipient = try RecipientKeyPair()
    let warrant = try land.warrant(recipient: recipient.publicKey)
    let request = try land.request(warrant, [EpochQuestion(record: record, scopes: [scope(), scope(1)])])
    let ours = try await land.keyholders[0].decide(request, judge, now: Land.now)
    let theirs = try TokenAnswer(bytes: other.answer(request.bytes), signedBy: identity.publicKey)
    let tokens = try request.tokens(from: [ours, theirs])
    let opening = try WarrantOpening(warrant, opening: request.opening, key: recipient)
    let asked = opening.releaseRequest(for: rows, tokens: tokens, questions: request.questions)
    #expect(asked.hits.count == 2)
    let releases = [
      try await land.keyholders[0].release(asked, now: Land.now),
      try KeyReleaseAnswer(bytes: other.answer(asked.bytes), signedBy: identity.publicKey)
    ]
    let opened = try opening.open(rows, tokens: tokens, request: asked, answers: releases)
    #expect(try opened.map { String(decoding: try $0.opened.get().record, as: UTF8.self) } == ["wanted", "too"])
  }
}

struct SecondMake {
  struct Question: Encodable { var seed, identity, holder, file: String }

  let seed: Data
  let identity: Data
  let holder: String

  static let isThere = PythonProgram.has("MLKEM768X25519PublicKey", from: "cryptography.hazmat.primitives.hpke")

  func answer(_ file: Data) throws -> Data {
    let script = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "second/second_keyholder_answers.py").path
    let question = Question(seed: seed.hex, identity: identity.hex, holder: holder, file: String(decoding: file, as: UTF8.self))
    return try PythonProgram.run([script], input: JSONEncoder().encode(question))
  }
}
