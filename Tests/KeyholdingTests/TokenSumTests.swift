import Crypto
import Foundation
import Keyholding
import Sealing
import Testing
import Traffic

@Suite("Putting holders' answers together")
struct TokenSumTests {
  /// A request to three holders of whom two are needed, and what all three answer.
  private func answered() async throws -> (land: Land, request: WarrantRequest, answers: [TokenAnswer], rows: [SealedRecord]) {
    let land = try Land(2, of: 3)
    let (record, rows) = try await land.seal([(plate("01A123BC"), scope(0), "wanted"), (plate("01A123BC", nil), scope(1), "wanted")])
    let warrant = try land.warrant(recipient: RecipientKeyPair().publicKey)
    let request = try land.request(warrant, [EpochQuestion(record: record, scopes: [scope(0), scope(1)])])
    var answers: [TokenAnswer] = []
    for keyholder in land.keyholders { answers.append(try await keyholder.decide(request, judge, now: Land.now)) }
    return (land, request, answers, rows)
  }

  /// The same answer with one bit of its parts turned.
  private func altered(_ answer: TokenAnswer, at place: Int) throws -> TokenAnswer {
    var parts = answer.epochs[0].parts
    parts[parts.startIndex + place] ^= 1
    let epoch = TokenAnswer.Epoch(context: answer.epochs[0].context, parts: parts)
    return try TokenAnswer(holder: answer.holder, commitment: answer.commitment, epochs: [epoch], signedWith: Curve25519.Signing.PrivateKey())
  }

  @Test("Any two of three, in any order, and all three make the tokens that the passes lie under")
  func agreeing() async throws {
    let (land, request, answers, rows) = try await answered()
    let tokens = try request.tokens(from: answers)
    #expect(tokens.map(\.scope) == [scope(0), scope(0), scope(1), scope(1)] && tokens.map(\.reading) == [0, 1, 0, 1])
    #expect(tokens[0].token == rows[0].readings[0].token && tokens[3].token == rows[1].readings[0].token)
    #expect(Set(tokens.map(\.token)).count == 4 && tokens.allSatisfy { $0.token.count == 16 && $0.token.startIndex == 0 })
    for pair in [[0, 1], [1, 0], [0, 2], [2, 1]] { #expect(try request.tokens(from: pair.map { answers[$0] }) == tokens) }
    _ = land
  }

  @Test("One holder of two is not enough")
  func missing() async throws {
    let (land, request, answers, _) = try await answered()
    #expect(throws: KeyholdingFault.sealing(.partsMissing(1))) { try request.tokens(from: [answers[1]]) }
    #expect(throws: KeyholdingFault.sealing(.partsMissing(3))) { try request.tokens(from: []) }
    _ = land
  }

  @Test("Holders who do not agree are noticed, wherever the difference lies", arguments: [0, 15, 16, 64, 127])
  func disagreeing(place: Int) async throws {
    let (land, request, answers, _) = try await answered()
    let wrong = try altered(answers[0], at: place)
    // Every part of a holder's is somebody else's, too.
    #expect(throws: KeyholdingFault.sealing(.partsDisagree)) { try request.tokens(from: [wrong, answers[1], answers[2]]) }
    _ = land
  }

  @Test("An answer to something else, of a stranger, or of another length is none")
  func stranger() async throws {
    let (land, request, answers, _) = try await answered()
    let identity = Curve25519.Signing.PrivateKey()
    let short = TokenAnswer.Epoch(context: answers[0].epochs[0].context, parts: answers[0].epochs[0].parts.dropLast())
    let elsewhere = TokenAnswer.Epoch(context: Data(count: 20), parts: answers[0].epochs[0].parts)
    let wrong = [
      try TokenAnswer(holder: answers[0].holder, commitment: Data(count: 32), epochs: answers[0].epochs, signedWith: identity),
      try TokenAnswer(holder: HolderID(unchecked: "nobody"), commitment: request.commitment, epochs: answers[0].epochs, signedWith: identity),
      try TokenAnswer(holder: answers[0].holder, commitment: request.commitment, epochs: [], signedWith: identity),
      try TokenAnswer(holder: answers[0].holder, commitment: request.commitment, epochs: [short], signedWith: identity),
      try TokenAnswer(holder: answers[0].holder, commitment: request.commitment, epochs: [elsewhere], signedWith: identity),
    ]
    for answer in wrong {
      #expect(throws: KeyholdingFault.malformed("answer", "it is not to this request.")) { try request.tokens(from: [answer, answers[1]]) }
    }
    _ = land
  }
}
