import Crypto
import Foundation
import Keyholding
import Sealing
import Testing
import Traffic

@Suite("A warrant from request to opened passes")
struct StoryTests {
  @Test("opens just what it covers, with any k of n holders and with no fewer", arguments: [(1, 1), (2, 3), (3, 5)])
  func whole(threshold: Int, count: Int) async throws {
    let land = try Land(threshold, of: count)
    let (record, rows) = try await land.seal(passes)
    let digests = try await land.custody(record)
    #expect(Set(digests).count == 1)
    let (pair, questions) = (try RecipientKeyPair(), [EpochQuestion(record: record, scopes: Self.scopes)])
    let warrant = try land.warrant(recipient: pair.publicKey)
    let request = try WarrantRequest(bytes: land.request(warrant, questions).bytes)
    let chosen = (0..<count).shuffled().prefix(threshold)

    var answers: [TokenAnswer] = []
    for keyholder in chosen.map({ land.keyholders[$0] }) {
      #expect(try await keyholder.examine(request, now: Land.now) == Self.scopes.count * 2)
      let answer = try await keyholder.decide(request, judge, now: Land.now)
      answers.append(try TokenAnswer(bytes: answer.bytes, signedBy: keyholder.identity))
    }
    #expect(throws: KeyholdingFault.self) { try request.tokens(from: Array(answers.dropLast())) }
    let tokens = try request.tokens(from: answers)
    let found = rows.filter { row in tokens.contains { $0.token == row.readings[0].token } }
    #expect(found.count == 3)

    let opening = try WarrantOpening(warrant, opening: request.opening, key: pair)
    let asked = try KeyReleaseRequest(bytes: opening.releaseRequest(for: rows, tokens: tokens, questions: questions).bytes)
    #expect(asked.hits.count == 3)
    var releases: [KeyReleaseAnswer] = []
    for keyholder in chosen.map({ land.keyholders[$0] }) {
      let release = try await keyholder.release(asked, now: Land.now + 60)
      releases.append(try KeyReleaseAnswer(bytes: release.bytes, signedBy: keyholder.identity))
    }
    let opened = try opening.open(found, tokens: tokens, request: asked, answers: releases)
    #expect(Set(try opened.map { String(decoding: try $0.opened.get().record, as: UTF8.self) }) == ["wanted 1", "wanted 2", "wanted, no region"])
    let tooFew = try opening.open(found, tokens: tokens, request: asked, answers: Array(releases.dropLast()))
    #expect(tooFew.allSatisfy { (try? $0.opened.get()) == nil })
    try await land.expectCounts(chosen: Array(chosen))
  }

  @Test("works with a browser's P-256 key as well; answers open with no other key")
  func browserKey() async throws {
    let land = try Land()
    let (record, rows) = try await land.seal(passes)
    let pair = try RecipientKeyPair(p256: P256.KeyAgreement.PrivateKey().rawRepresentation)
    let warrant = try land.warrant(recipient: pair.publicKey)
    let request = try land.request(warrant, [EpochQuestion(record: record, scopes: Self.scopes)])
    let tokens = try request.tokens(from: [try await land.keyholders[0].decide(request, judge, now: Land.now)])
    let opening = try WarrantOpening(warrant, opening: request.opening, key: pair)
    let asked = opening.releaseRequest(for: rows, tokens: tokens, questions: request.questions)
    let release = try await land.keyholders[0].release(asked, now: Land.now)
    let opened = try opening.open(rows, tokens: tokens, request: asked, answers: [release])
    #expect(try opened.map { try $0.opened.get().record.count }.sorted() == [8, 8, 17])
    let another = KeyReleaseRequest(warrant: warrant, opening: request.opening, records: asked.records, hits: asked.hits.reversed())
    #expect(throws: KeyholdingFault.self) { try opening.open(rows, tokens: tokens, request: another, answers: [release]) }
    #expect(throws: KeyholdingFault.self) { try WarrantOpening(warrant, opening: request.opening, key: RecipientKeyPair()) }
  }

  @Test("A pass of another car that the server hands over as a hit does not open; the requester sees which")
  func relabelledCar() async throws {
    let land = try Land(2, of: 3)
    let (record, rows) = try await land.seal(passes)
    let pair = try RecipientKeyPair()
    let warrant = try land.warrant(recipient: pair.publicKey)
    let request = try land.request(warrant, [EpochQuestion(record: record, scopes: Self.scopes)])
    var answers: [TokenAnswer] = []
    for keyholder in land.keyholders.prefix(2) { answers.append(try await keyholder.decide(request, judge, now: Land.now)) }
    let tokens = try request.tokens(from: answers)
    let stranger = rows[3]
    let hit = PassHit(pass: stranger.id, epoch: 0, reading: 0, scope: stranger.scope, seconds: stranger.seconds)
    let asked = KeyReleaseRequest(warrant: warrant, opening: request.opening, records: [record], hits: [hit])
    var releases: [KeyReleaseAnswer] = []
    for keyholder in land.keyholders.prefix(2) { releases.append(try await keyholder.release(asked, now: Land.now)) }
    // The server writes the wanted car's token over the stranger's, too.
    let token = try #require(tokens.first { $0.scope == stranger.scope && $0.reading == 0 }).token
    let forged = try SealedRecord(bytes: stranger.bytes.replacing(stranger.readings[0].token, with: token))
    let opened = try WarrantOpening(warrant, opening: request.opening, key: pair).open([forged], tokens: tokens, request: asked, answers: releases)
    #expect(opened.map(\.pass) == [stranger.id])
    #expect(throws: SealingFault.keyDoesNotFit) { try opened[0].opened.get() }
  }

  @Test("A holder is asked about every hour an epoch may hold, and about none of another time")
  func everywhere() async throws {
    let land = try Land()
    let record = try await land.seal([]).record
    let warrant = try land.warrant(from: Date(hourSince1970: Int(Land.hour) - 100), recipient: RecipientKeyPair().publicKey)
    let question = EpochQuestion(record: record, everywhereIn: warrant, opensAt: Land.now)
    #expect(Set(question.scopes.map(\.captureHour)) == Set(Land.hour - 48...Land.hour))
    #expect(question.scopes.count == 49 * 2)
    let request = try land.request(warrant, [question])
    #expect(try await land.keyholders[0].decide(request, judge, now: Land.now).epochs[0].parts.count == 49 * 2 * 2 * 16)
    #expect(EpochQuestion(record: record, everywhereIn: warrant, opensAt: Land.now + 60 * 3600).scopes.isEmpty)
  }

  static let scopes = [scope(0), scope(1), scope(0, Land.hour - 1), scope(1, Land.hour - 1)]

  /// Three passes that the warrant covers, one of another car, one of the car outside the warrant's hours.
  private var passes: [(plate: RegionalPlate, scope: PlateScope, text: String)] {
    [
      (plate("01A123BC"), scope(0), "wanted 1"), (plate("01A123BC"), scope(1, Land.hour - 1), "wanted 2"),
      (plate("01A123BC", nil), scope(1), "wanted, no region"), (plate("01B777BB"), scope(0), "somebody else"),
      (plate("01A123BC"), scope(0, Land.hour - 2), "before the warrant")
    ]
  }
}

extension Land {
  func custody(_ record: EpochRecord) async throws -> [Data] {
    var digests: [Data] = []
    for keyholder in keyholders { digests.append(try await keyholder.custodyCheck(record, now: Self.now)) }
    return digests
  }

  /// What the holders wrote down, and that they wrote no plate, camera or case.
  func expectCounts(chosen: [Int]) async throws {
    for (number, keyholder) in keyholders.enumerated() {
      let entries = await keyholder.counterLog
      let released = entries.filter { $0.kind == .keysReleased }.compactMap { $0.details["count"] }
      #expect(released == (chosen.contains(number) ? ["3"] : []))
      #expect(entries.prefix(2).map(\.kind) == [.dayKeyPublished, .custodyOK])
      if chosen.contains(number) { #expect(entries.dropFirst(2).map(\.kind) == [.requestReceived, .tokensIssued, .keysReleased]) }
      for file in try FileManager.default.contentsOfDirectory(at: folder(of: number), includingPropertiesForKeys: nil) {
        let bytes = try Data(contentsOf: file)
        for word in ["01A123BC", "tas-00", "2026/118", "officer"] { #expect(bytes.range(of: Data(word.utf8)) == nil, "\(file.lastPathComponent)") }
      }
    }
  }
}
