import Foundation
import Testing
import TransparencyLog

@testable import Witnessing

@Suite("The way to a witness over HTTP")
struct LineTests {
  /// Long enough for a busy machine, short enough to wait for.
  private static let limit = Duration.milliseconds(800)

  private func line(_ server: TinyServer, within limit: Duration = Self.limit) throws -> HTTPWitnessLine {
    HTTPWitnessLine(try #require(WitnessAddress("http://127.0.0.1:\(server.port)/")), within: limit)
  }

  private func fault(_ server: TinyServer, within limit: Duration = Self.limit) async throws -> WitnessLineFault? {
    do {
      _ = try await line(server, within: limit).addCheckpoint(Data("old 0\n\n".utf8))
      return nil
    } catch {
      return try #require(error as? WitnessLineFault)
    }
  }

  @Test("has a real witness sign, again after it was started anew")
  func story() async throws {
    let watch = try Watch()
    let folder = try watch.witness()
    let log = try watch.log()
    let policy = try WitnessPolicyFile(text: "witness w0 \(folder.signer().key.text) http://127.0.0.1:1\nquorum w0\n", name: "x").policy(for: log.key)
    for round in 1...2 {
      let running = try await RunningWitness(folder)
      let way = HTTPWitnessLine(running.address, within: .seconds(60))
      let before = try await way.checkpoint(of: log.key.name)
      #expect(round == 1 ? before == nil : before != nil)
      let rounds = LogRounds(
        log, policy: policy, ways: ["w0": way], alarms: AlarmFolder(watch.folder.appending(path: "alarms")), logger: Watch.quiet, now: { Date() })
      try await log.grow(2)
      await rounds.turn()
      #expect(try await log.publishedSize == 2 * round)
      let kept = try SignedNote(bytes: #require(try await way.checkpoint(of: log.key.name)))
      #expect(kept.text == (await log.signedCheckpoint).text)
      #expect(try await way.checkpoint(of: "another/log") == nil)
      await running.end()
    }
  }

  @Test("hands on what was answered, and asks at the address behind the witness's")
  func answers() async throws {
    let server = try TinyServer { _ in
      "HTTP/1.1 409 Conflict\r\nContent-Type: text/x.tlog.size\r\nContent-Length: 2\r\nConnection: close\r\n\r\n7\n"
    }
    let answer = try await line(server).addCheckpoint(Data("old 0\n\nbody".utf8))
    #expect(answer == WitnessAnswer(status: 409, contentType: "text/x.tlog.size", body: Data("7\n".utf8)))
    let request = try #require(server.requests.first)
    #expect(request.hasPrefix("POST /add-checkpoint HTTP/1.1\r\n") && request.hasSuffix("\r\n\r\nold 0\n\nbody"))
  }

  @Test("follows nobody elsewhere")
  func redirect() async throws {
    let elsewhere = try TinyServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n" }
    let server = try TinyServer { _ in
      "HTTP/1.1 307 Elsewhere\r\nLocation: http://127.0.0.1:\(elsewhere.port)/add-checkpoint\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
    }
    #expect(try await line(server).addCheckpoint(Data("old 0\n\n".utf8)).status == 307)
    await #expect(throws: WitnessLineFault.status(307)) { try await line(server).checkpoint(of: "a/log") }
    #expect(elsewhere.requests.isEmpty)
  }

  @Test("does not wait for one that is silent, stops in the middle, or sends without end")
  func patience() async throws {
    let clock = ContinuousClock()
    let silent = try TinyServer { _ in nil }
    let halting = try TinyServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf" }
    for server in [silent, halting] {
      let start = clock.now
      #expect(try await fault(server) != nil)
      // They would be waited for without end.
      #expect(clock.now - start < .seconds(60))
    }
    let endless = try TinyServer { _ in "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n" + String(repeating: "x", count: 1_000_000) }
    #expect(try await fault(endless, within: .seconds(60)) == .tooLong(limitBytes: 64 << 10))
  }

  @Test("is told at once where nobody is there, and says nothing of the address")
  func nobody() async throws {
    let server = try TinyServer { _ in nil }
    let port = server.port
    server.close()
    let start = ContinuousClock.now
    let said = try #require(try await fault(server, within: .seconds(120)))
    #expect(ContinuousClock.now - start < .seconds(60))
    #expect(!"\(said)".contains("\(port)") && !"\(said)".contains("127.0.0.1"))
  }
}
