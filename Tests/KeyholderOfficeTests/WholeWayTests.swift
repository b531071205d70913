import Crypto
import Foundation
import HTTPTypes
import HummingbirdTesting
import Keyholding
import Sealing
import Testing
import Traffic

@testable import KeyholderOffice

@Suite("Keyholder: the whole way")
struct WholeWayTests {
  @Test("From a proposed key to an opened pass: proposed, trusted, presented, granted, answered, released")
  func whole() async throws {
    let court = try Court(trusted: 0)
    let pair = try RecipientKeyPair()
    let (request, row) = try await court.browse { client, desk in
      let (program, judge) = (Caller(client), try await Caller.judge(client))
      #expect(try await program.get("/v1/status").json(StatusBody.self).treeSize == 0)
      let keys = try await program.get("/v1/day-keys").json(DayKeysBody.self).dayKeys
      #expect(keys.count == 15)
      let identity = desk.open.keyholder.identity
      #expect(try DayKey(bytes: Data(base64Encoded: keys[0])!, signedBy: identity).day == UTCDay("2026-11-21"))
      for (person, key) in court.people {
        let public64 = key.publicKey.rawRepresentation.base64EncodedString()
        let body = try JSONEncoder().encode(["person": person.rawValue, "name": "Person \"\(person)\"", "key": public64])
        #expect(try await program.send("/v1/approval-keys", body).status == .accepted)
        #expect(try await program.send("/v1/approval-keys", body).status == .accepted)
      }

      let (record, row) = try await court.seal(desk.open.keyholder)
      let custody = try await program.send("/v1/custody", record.bytes)
      #expect(try custody.json(CustodyBody.self).record == Data(SHA256.hash(data: record.bytes)).base64EncodedString())
      let request = try await court.request(record, recipient: pair.publicKey)
      let presented = try await program.send("/v1/requests", request.bytes)
      #expect(presented.status == .accepted)
      #expect(try presented.json(CommitmentBody.self).commitment == request.commitment.hex)
      #expect(try await program.get("/v1/requests/\(request.commitment.hex)").json(StandingBody.self).state == .pending)

      let address = "/requests/\(request.commitment.hex)"
      let page = try await judge.get(address).text
      let fingerprint = ApprovalKey.fingerprint(of: court.people[0].1.publicKey.rawRepresentation)
      for word in ["01A123BC", "tas-001", "2026/118", "Stolen vehicle", "proposed, not trusted", fingerprint] {
        #expect(page.contains(word), "\(word)")
      }
      #expect(!page.contains("\(address)/grant"))
      #expect(try await judge.post("\(address)/grant").status == .conflict)
      let list = try await judge.get("/").text
      #expect(list.contains("2026/118") && list.contains("cannot be granted") && !list.contains("01A123BC"))

      for (person, key) in court.people {
        let fields: KeyValuePairs = ["person": person.rawValue, "key": key.publicKey.rawRepresentation.base64EncodedString()]
        #expect(try await judge.post("/policy/trust", fields).headers[.location] == "/policy?said=trusted")
      }
      #expect(try await judge.get("/policy").text.contains("No key waits"))
      #expect(try await judge.get(address).text.contains("\(address)/grant"))
      #expect(try await judge.post("\(address)/grant").status == .seeOther)
      return (request, row)
    }

    // Opened again, it still knows whom it trusts and what it answered.
    try await court.browse { client, desk in
      let program = Caller(client)
      let standing = try await program.get("/v1/requests/\(request.commitment.hex)").json(StandingBody.self)
      #expect(standing.state == .granted)
      let bytes = try #require(standing.answer.flatMap { Data(base64Encoded: $0) })
      let answer = try TokenAnswer(bytes: bytes, signedBy: desk.open.keyholder.identity)
      let tokens = try request.tokens(from: [answer])
      let opening = try WarrantOpening(request.warrant, opening: request.opening, key: pair)
      let asked = opening.releaseRequest(for: [row], tokens: tokens, questions: request.questions)
      #expect(asked.hits.count == 1)
      let released = try await program.send("/v1/release", asked.bytes)
      #expect(released.status == .ok)
      let parts = try KeyReleaseAnswer(bytes: released.bytes, signedBy: desk.open.keyholder.identity)
      let opened = try opening.open([row], tokens: tokens, request: asked, answers: [parts])
      #expect(try opened.map { String(decoding: try $0.opened.get().record, as: UTF8.self) } == ["seen at the bridge"])
      #expect(try await program.get("/v1/status").json(StatusBody.self).treeSize == 1)
      let kinds = await desk.open.keyholder.counterLog.map(\.kind)
      for kind: CounterLogEntry.Kind in [.policyChanged, .requestReceived, .custodyOK, .tokensIssued, .keysReleased] { #expect(kinds.contains(kind)) }
      #expect(try await Caller.judge(client).get("/log").text.contains("keys.released"))
    }
  }

  @Test("A request that waits survives a restart; refused, the requester reads the judge's reason")
  func restart() async throws {
    let court = try Court()
    let pair = try RecipientKeyPair()
    let commitment = try await court.browse { client, desk in
      let record = try await court.seal(desk.open.keyholder).record
      let request = try await court.request(record, recipient: pair.publicKey)
      #expect(try await Caller(client).send("/v1/requests", request.bytes).status == .accepted)
      return request.commitment.hex
    }
    try await court.browse { client, _ in
      let judge = try await Caller.judge(client)
      #expect(try await Caller(client).get("/v1/requests/\(commitment)").json(StandingBody.self).state == .pending)
      #expect(try await judge.post("/requests/\(commitment)/refuse", ["reason": ""]).status == .conflict)
      #expect(try await judge.post("/requests/\(commitment)/refuse", ["reason": "No ground & no <order>."]).status == .seeOther)
      let standing = try await Caller(client).get("/v1/requests/\(commitment)").json(StandingBody.self)
      #expect(standing.state == .refused && standing.reason == "No ground & no <order>.")
      let page = try await judge.get("/requests/\(commitment)").text
      #expect(page.contains("No ground &amp; no &lt;order&gt;.") && !page.contains("/grant"))
      #expect(try await judge.post("/requests/\(commitment)/grant").status == .conflict)
    }
  }

  @Test("What no judge could grant is refused at once, with a name and a message for the server")
  func refusedAtOnce() async throws {
    let court = try Court()
    let pair = try RecipientKeyPair()
    try await court.browse { client, desk in
      let record = try await court.seal(desk.open.keyholder).record
      func code(_ request: WarrantRequest) async throws -> String {
        let answer = try await Caller(client).send("/v1/requests", request.bytes)
        #expect(answer.status == .unprocessableContent)
        let fault = try answer.json(ReadFault.self)
        #expect(fault.message.hasPrefix("Refused: ") && !fault.message.contains("01A123BC"))
        #expect(try await Caller(client).get("/v1/requests/\(request.commitment.hex)").status == .notFound)
        return fault.code
      }
      func request(_ plates: [RegionalPlate] = [car], purpose: String = "stolen-vehicle", approvedBy count: Int = 2) async throws -> WarrantRequest {
        let seen = await desk.open.keyholder.seenTree?.size ?? 0
        return try await court.request(record, recipient: pair.publicKey, plates: plates, purpose: purpose, since: seen, approvedBy: count)
      }
      #expect(try await code(request(purpose: "curiosity")) == "purpose-not-allowed")
      #expect(try await code(request(approvedBy: 1)) == "approvals-missing")
      let plates = try (0..<21).map { try RegionalPlate(region: "UZ", plate: #require(Plate(canonical: "01A\($0 + 100)BC"))) }
      #expect(try await code(request(plates)) == "cap-passed-plates")
      // A proof that begins at a state the keyholder has left behind.
      #expect(try await code(court.request(record, recipient: pair.publicKey)) == "forked-log")
      let good = try await request()
      let unlogged = try WarrantRequest(
        warrant: good.warrant, opening: random(32), approvals: good.approvals, proof: good.proof, questions: good.questions)
      #expect(try await code(unlogged) == "not-logged")
      let release = KeyReleaseRequest(warrant: good.warrant, opening: good.opening, records: [], hits: [])
      let answer = try await Caller(client).send("/v1/release", release.bytes)
      #expect(answer.status == .unprocessableContent)
      #expect(try answer.json(ReadFault.self).code == "not-granted")
    }
  }
}
