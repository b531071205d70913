// Writes warrant_story.json: two warrants as keyholders answer them, one of a single keyholder and one of three of whom two are needed. The browser's
// scripts open in their tests what Swift sealed here. No part of the package: compiled by hand as main.swift, together with Land.swift and
// WitnessedLog.swift of the keyholders' tests, when a format changes. Prints the JSON.
import Crypto
import Foundation
import Keyholding
import Sealing
import Traffic

let wanted = plate("01A123BC")

func pass(_ camera: Int, minute: Double, _ text: String = "01A123BC", region: String? = "UZ", body: String) -> Pass {
  let at = Date(hourSince1970: Int(Land.hour)) + minute * 60 + 12.345
  let plate = Plate(canonical: text)!
  var fromCamera = PlateRead(reader: .camera, raw: "01 A 123 BC", plate: plate, confidence: 0.75, region: region)
  fromCamera.candidates.append(PlateCandidate(plate: Plate(canonical: "O1A123BC")!, confidence: 0.25))
  fromCamera.box = Box(x: 0.25, y: 0.5, width: 0.125, height: 0.0625)
  fromCamera.changes = ["1: O→0"]
  let server = PlateRead(reader: .server, raw: text, plate: plate, confidence: 0.5, region: region)
  var vehicle = Vehicle()
  vehicle.make = "Chevrolet"
  vehicle.colour = "weiß"
  return Pass(
    id: PassID(), camera: Land.cameras[camera], site: SiteID(rawValue: "crossing")!, capturedAt: at, receivedAt: at + 1.5, errorBoundMilliseconds: 40,
    deviceTimeText: "2026-11-21T19:02:12.345+05:00", lane: 2, direction: .approach, headingDegrees: 92.5, speedKmh: 61.25,
    reads: [fromCamera, server], vehicle: vehicle, coordinate: Coordinate(latitude: 41.3111, longitude: 69.2797)!,
    signal: SignalState(group: "A", colour: .green, since: at - 20),
    declarations: [Declaration(kind: .redLight)], rawSHA256: Data(SHA256.hash(data: Data(body.utf8))).map { String(format: "%02x", $0) }.joined())
}

func story(_ threshold: Int, of count: Int, picture: Data?) async throws -> [String: Any] {
  let land = try Land(threshold, of: count)
  let secrets = try EpochSecrets(
    site: Land.installation, period: EpochPeriod(containing: Land.now, lengthMinutes: 60), bootNonce: random(8), holders: land.holders,
    dayKeys: try await land.dayKeys())
  let record = secrets.record
  var sealer = try await secrets.begin(at: Land.now) { _ in }
  var second = pass(0, minute: 9, region: nil, body: "second")
  second.lane = nil
  second.speedKmh = nil
  let passes = [pass(1, minute: 20, body: "third"), pass(0, minute: 2, body: "first"), second, pass(0, minute: 2, body: "first")]
  var rows: [SealedRecord] = []
  for (place, pass) in passes.enumerated() {
    rows.append(try sealer.seal(pass, pictures: place == 1 ? [picture].compactMap(\.self) : [], at: Land.now + Double(place) * 7))
  }
  let stranger = try sealer.seal(pass(0, minute: 4, "01B777BB", body: "stranger"), at: Land.now + 100)
  let key = P256.KeyAgreement.PrivateKey()
  let pair = try RecipientKeyPair(p256: key.rawRepresentation)
  let warrant = try land.warrant([wanted, plate("40C404CC")], recipient: pair.publicKey)
  let request = try land.request(warrant, [EpochQuestion(record: record, scopes: [scope(0), scope(1)])])
  var answers: [TokenAnswer] = []
  for keyholder in land.keyholders.prefix(threshold) { answers.append(try await keyholder.decide(request, judge, now: Land.now)) }
  let tokens = try request.tokens(from: answers)
  let asked = try WarrantOpening(warrant, opening: request.opening, key: pair).releaseRequest(for: rows, tokens: tokens, questions: request.questions)
  // The server passes a stranger's car off as the wanted one.
  let forged = PassHit(pass: stranger.id, epoch: 0, reading: 0, scope: stranger.scope, seconds: stranger.seconds)
  let release = KeyReleaseRequest(warrant: warrant, opening: request.opening, records: asked.records, hits: asked.hits + [forged])
  let found = rows.map { row in (row.bytes, tokens.first { token in row.readings.contains { $0.token == token.token } }!.token) }
  var released: [String: String] = [:]
  for keyholder in land.keyholders.prefix(threshold) {
    let answer = try await keyholder.release(release, now: Land.now + 60)
    released[answer.holder.rawValue] = answer.bytes.base64EncodedString()
  }
  return [
    "threshold": threshold, "warrant": warrant.bytes.base64EncodedString(), "challenge": warrant.challenge.base64EncodedString(),
    "commitment": request.commitment.base64EncodedString(), "recipientPrivate": key.rawRepresentation.base64EncodedString(),
    "release": release.bytes.base64EncodedString(), "answers": released,
    "hits": (found + [(stranger.bytes, stranger.readings[0].token)]).map { row, token in
      ["row": row.base64EncodedString(), "token": token.base64EncodedString()]
    },
  ]
}

let stories = [try await story(1, of: 1, picture: Data("not quite a JPEG".utf8)), try await story(2, of: 3, picture: nil)]
let text = try JSONSerialization.data(withJSONObject: stories, options: [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes])
print(String(decoding: text, as: UTF8.self))
