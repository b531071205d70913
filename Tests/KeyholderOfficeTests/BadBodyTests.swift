import Foundation
import HTTPTypes
import HummingbirdTesting
import Keyholding
import Sealing
import Testing
import Traffic

@testable import KeyholderOffice

@Suite("Keyholder: bodies that are not what they should be")
struct BadBodyTests {
  private static let paths = ["/v1/custody", "/v1/requests", "/v1/release", "/v1/approval-keys"]

  @Test("empty, of another kind, with something behind them or cut off anywhere: refused with a name and a message, and nothing is kept")
  func malformed() async throws {
    let court = try Court()
    try await court.browse { client, desk in
      let record = try await court.seal(desk.open.keyholder).record
      let request = try await court.request(record, recipient: RecipientKeyPair().publicKey)
      let release = KeyReleaseRequest(warrant: request.warrant, opening: request.opening, records: [record], hits: [])
      let good = ["/v1/custody": record.bytes, "/v1/requests": request.bytes, "/v1/release": release.bytes]
      var count = 0
      for path in Self.paths {
        var bodies = [Data(), Data("{}".utf8), Data("null".utf8), Data(count: 1000), Data([0xFF, 0xFE]), Data(repeating: 0x5B, count: 10_000)]
        bodies += good.filter { $0.key != path }.map(\.value)
        if let own = good[path] {
          bodies += stride(from: 1, to: own.count, by: 97).map { own.prefix($0) } + [own + Data([0x20]), own + own]
        }
        for body in bodies {
          court.advance(by: 1)
          let answer = try await Caller(client).send(path, body)
          #expect((400..<500).contains(answer.status.code), "\(path) \(body.count): \(answer.status)")
          #expect(try !answer.json(ReadFault.self).message.isEmpty)
          count += 1
        }
      }
      #expect(count > 100)
      #expect(await desk.open.keyholder.requests.isEmpty)
      #expect(await desk.open.keyholder.proposals.isEmpty)
      #expect(try await Caller(client).send("/v1/custody", record.bytes).status == .ok)
    }
  }

  @Test("too large ones are refused")
  func large() async throws {
    try await Court().browse { client, _ in
      for (path, count) in [("/v1/custody", (256 << 10) + 1), ("/v1/approval-keys", (8 << 10) + 1)] {
        let answer = try await Caller(client).send(path, Data(count: count))
        #expect(answer.status == .contentTooLarge, "\(path)")
        #expect(try answer.json(ReadFault.self).code == "too-large")
      }
      #expect(try await Caller(client).post("/sign-in", ["passphrase": String(repeating: "x", count: 20_000)]).status == .contentTooLarge)
    }
  }

  @Test("A custody check that fails says so with 409, and is noted")
  func custody() async throws {
    let (court, other) = (try Court(), try Court())
    let record = try await other.browse { _, desk in try await other.seal(desk.open.keyholder).record }
    try await court.browse { client, desk in
      let answer = try await Caller(client).send("/v1/custody", record.bytes)
      #expect(answer.status == .conflict)
      #expect(try answer.json(ReadFault.self).code == "sealing")
      #expect(await desk.open.keyholder.counterLog.last?.kind == .custodyFailed)
    }
  }

  @Test("More requests than any server sends are turned away, and let in again later")
  func crowd() async throws {
    let court = try Court()
    try await court.browse { client, _ in
      var statuses: [HTTPResponse.Status] = []
      for _ in 0..<250 { statuses.append(try await Caller(client).send("/v1/release", Data()).status) }
      #expect(statuses.first == .unprocessableContent && statuses.last == .tooManyRequests)
      #expect(try await Caller(client).get("/v1/status").status == .ok)
      court.advance(by: 10)
      #expect(try await Caller(client).send("/v1/release", Data()).status == .unprocessableContent)
    }
  }

  @Test("A proposal needs a name and a key; there is an end to how many are kept")
  func proposals() async throws {
    let court = try Court()
    try await court.browse { client, desk in
      func propose(_ person: String, _ name: String, _ key: Data) async throws -> HTTPResponse.Status {
        court.advance(by: 1)
        let body = try JSONEncoder().encode(["person": person, "name": name, "key": key.base64EncodedString()])
        return try await Caller(client).send("/v1/approval-keys", body).status
      }
      for (person, name, count) in [("", "A", 32), ("a b", "A", 32), ("a", "", 32), ("a", "A\nB", 32), ("a", "A", 31)] {
        #expect(try await propose(person, name, random(count)) == .unprocessableContent)
      }
      for number in 0..<Keyholder.mostProposals { #expect(try await propose("person-\(number)", "Person", random(32)) == .accepted) }
      #expect(try await propose("one-more", "Person", random(32)) == .tooManyRequests)
      let judge = try await Caller.judge(client)
      let first = try #require(await desk.open.keyholder.proposals.first)
      let fields: KeyValuePairs = ["person": first.person.rawValue, "key": first.key.base64EncodedString()]
      #expect(try await judge.post("/policy/dismiss", fields).status == .seeOther)
      #expect(try await judge.post("/policy/dismiss", fields).status == .notFound)
      #expect(await desk.open.keyholder.proposals.count == Keyholder.mostProposals - 1)
    }
  }
}
