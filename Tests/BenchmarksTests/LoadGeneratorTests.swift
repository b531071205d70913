import Foundation
import NIOCore
import Testing

@testable import Benchmarks

@Suite("The load generator", .serialized, .timeLimit(.minutes(10)))
struct LoadGeneratorTests {
  private func run(_ manner: TinyServer.Manner, _ plan: LoadPlan) async throws -> (figures: LoadFigures, requests: [String]) {
    let server = try await TinyServer(manner)
    let figures = try await LoadGenerator(port: server.port).run(plan) { _ in RepeatedRequest(getting: "/healthz") }
    try await server.stop()
    return (figures, server.requests)
  }

  @Test("As fast as answered: every request is counted once, and it stops in time")
  func closedLoop() async throws {
    let (figures, requests) = try await run(.status(200), LoadPlan(pace: .asFastAsAnswered, seconds: 0.5, connections: 4))
    #expect(figures.accepted == requests.count && figures.accepted > 100)
    #expect(figures.failed == 0)
    // What came late was underway already: one on each connection.
    #expect(figures.inTime <= figures.accepted && figures.inTime >= figures.accepted - 4)
    #expect(figures.timed == figures.accepted)
    #expect(requests.allSatisfy { $0.hasPrefix("GET /healthz HTTP/1.1\r\n") && $0.hasSuffix("\r\n\r\n") })
  }

  @Test("At a rate: exactly as many requests as are due")
  func openLoop() async throws {
    let (figures, requests) = try await run(.status(201), LoadPlan(pace: .requestsPerSecond(400), seconds: 0.5, connections: 3))
    #expect(requests.count == 200 && figures.answers == [201: 200])
    #expect(figures.perSecond <= 400)
    #expect(figures.timed == 200)
  }

  @Test("Waiting for a free connection counts as latency: a server that takes 100 ms for each is not made better by sending less")
  func coordinatedOmission() async throws {
    let (figures, _) = try await run(.slow(.milliseconds(100)), LoadPlan(pace: .requestsPerSecond(20), seconds: 1, connections: 1))
    // One connection does ten a second: the last of twenty waits for about a second.
    #expect(figures.accepted == 20 && figures.failed == 0)
    #expect(figures.milliseconds(percentile: 99) > 800, "\(figures.milliseconds(percentile: 99)) ms")
    #expect(figures.milliseconds(percentile: 1) < figures.milliseconds(percentile: 99))
  }

  @Test("Refusals are counted by status")
  func refusals() async throws {
    let (figures, requests) = try await run(.status(503), LoadPlan(pace: .requestsPerSecond(200), seconds: 0.25, connections: 2))
    #expect(figures.answers == [503: 50] && figures.accepted == 0 && figures.failed == 50 && requests.count == 50)
  }

  @Test("A server that hangs up is connected to again, and what broke is counted", arguments: [1, 5])
  func hangingUp(most: Int) async throws {
    let (figures, requests) = try await run(.hangUpAfter(most), LoadPlan(pace: .asFastAsAnswered, seconds: 0.5, connections: 2))
    #expect(figures.broken > 1 && figures.accepted > figures.broken * most - 2 * most)
    #expect(figures.accepted + figures.broken == requests.count)
  }

  @Test("An announced end is no failure")
  func announcedEnd() async throws {
    let (figures, requests) = try await run(.closing, LoadPlan(pace: .asFastAsAnswered, seconds: 0.3, connections: 2))
    #expect(figures.failed == 0 && figures.accepted == requests.count && figures.accepted > 4)
  }

  @Test("An answer that comes in pieces is one answer")
  func pieces() async throws {
    let (figures, requests) = try await run(.inPieces, LoadPlan(pace: .requestsPerSecond(100), seconds: 0.3, connections: 4))
    #expect(figures.answers == [200: 30] && requests.count == 30 && figures.failed == 0)
  }

  @Test("What is no HTTP is counted as broken")
  func nonsense() async throws {
    let (figures, _) = try await run(.nonsense, LoadPlan(pace: .asFastAsAnswered, seconds: 0.2, connections: 1))
    #expect(figures.accepted == 0 && figures.broken > 1)
  }

  @Test("Patience ends, and those that were never answered are counted")
  func silence() async throws {
    let (figures, requests) = try await run(.silent, LoadPlan(pace: .requestsPerSecond(20), seconds: 0.5, connections: 3))
    #expect(requests.count == 3)
    #expect(figures.unanswered == 10 && figures.failed == 10 && figures.accepted == 0)
    #expect(figures.timed == 10 && figures.milliseconds(percentile: 50) > 9_000)
  }

  @Test("Other machines are refused", arguments: ["192.0.2.1", "10.0.0.1", "0.0.0.0", "example.org", "::", "127.0.0.1.example.org"])
  func elsewhere(host: String) {
    #expect(throws: BenchmarkFault.self) { try LoadGenerator(host: host, port: 80) }
  }

  @Test("Where nobody listens it says so")
  func nobody() async throws {
    let server = try await TinyServer(.silent)
    try await server.stop()
    let generator = try LoadGenerator(port: server.port)
    let plan = LoadPlan(pace: .asFastAsAnswered, seconds: 1, connections: 2)
    await #expect {
      _ = try await generator.run(plan) { _ in RepeatedRequest(getting: "/") }
    } throws: {
      "\($0)".contains("Nothing takes connections at")
    }
  }

  @Test("Cancelled, it ends at once")
  func cancelled() async throws {
    let server = try await TinyServer(.status(200))
    let generator = try LoadGenerator(port: server.port)
    let task = Task {
      try await generator.run(LoadPlan(pace: .asFastAsAnswered, seconds: 3600, connections: 2)) { _ in RepeatedRequest(getting: "/") }
    }
    try await Task.sleep(for: .milliseconds(100))
    task.cancel()
    await #expect(throws: CancellationError.self) { try await task.value }
    try await server.stop()
  }
}
