import CameraProtocols
import Enforcement
import Foundation
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Intake")
struct IntakeTests {
  @Test("a capture is durable before it is answered, and a pass without a violation makes no case")
  func innocentPass() async throws {
    let office = try TestOffice()
    let answer = await office.post(TestOffice.capture())
    #expect((200...201).contains(answer.status))
    #expect(try office.parts.store.pendingInbox().isEmpty, "sealed at once")
    #expect(try await office.allCases().isEmpty)
    #expect(try office.keptPasses().map(\.plate?.text) == ["01A123BC"])
  }

  @Test("a declared red light becomes a queued case with a number")
  func declaredRedLight() async throws {
    let office = try TestOffice()
    _ = await office.post(TestOffice.capture("\"violation\":\"red-light\""))
    try await office.settleAll()
    let opened = try #require(try await office.onlyCase())
    #expect(opened.violation.kind == .redLight)
    #expect(opened.violation.isDeclared)
    #expect(opened.state == .queued)
    #expect(opened.number.hasPrefix("G-2026-"))
    #expect(opened.pass.plate?.text == "01A123BC")
    #expect(opened.pass.rawSHA256.count == 64)
  }

  @Test("speed over the site's limit and tolerance becomes a case with its measurement")
  func speed() async throws {
    let office = try TestOffice()
    _ = await office.post(TestOffice.capture("\"speedKmh\":93"))
    try await office.settleAll()
    let measurement = try #require(try await office.onlyCase()?.violation.measurement)
    #expect(measurement.value == 93)
    #expect(measurement.limit == 60)
    #expect(measurement.limitSource == "sign 3.24")
  }

  @Test("red from the site's phase log is judged without a declaration")
  func phaseLog() async throws {
    let office = try TestOffice()
    office.intake.signals.append(
      [SignalState(group: "1", colour: .red, since: TestOffice.now.addingTimeInterval(-10), amberMilliseconds: 3000)], at: TestOffice.site.id)
    var camera = TestOffice.camera("reads")
    camera.lanes = [Lane(number: 1, signalGroup: "1")]
    try office.parts.store.save(camera, key: nil)
    try office.parts.directory.refresh(from: office.parts.store)
    _ = await office.post(TestOffice.capture("\"lane\":1,\"stopLineCrossedAt\":\"2026-11-21T14:15:28+05:00\""))
    try await office.settleAll()
    let opened = try #require(try await office.onlyCase())
    #expect(opened.violation.kind == .redLight)
    #expect(!opened.violation.isDeclared)
  }

  @Test("a repeat gets the first receipt and makes nothing new")
  func repeated() async throws {
    let office = try TestOffice()
    let body = TestOffice.capture("\"violation\":\"red-light\"")
    let first = await office.post(body)
    try await office.settleAll()
    let second = await office.post(body)
    try await office.settleAll()
    #expect(try Receipts(first).pass == Receipts(second).pass)
    #expect(try await office.allCases().count == 1)
  }

  @Test("what cannot be understood is answered truly and kept for a person", arguments: ["{", "[]", "{\"device\":\"reads\"}", "{\"device\":\"other\",\"time\":\"2026-11-21T14:15:29+05:00\"}"])
  func quarantine(body: String) async throws {
    let office = try TestOffice()
    let answer = await office.post(body)
    #expect((400..<500).contains(answer.status))
    #expect(String(decoding: answer.body, as: UTF8.self).contains("\"code\""))
    let kept = try #require(try office.parts.store.unparsed().first)
    #expect(try office.parts.store.unparsedBody(kept.id) == Data(body.utf8))
    #expect(try office.parts.store.pendingInbox().isEmpty)
  }

  @Test("an absurd clock is no time, and the body is kept", arguments: ["2034-01-01T00:00:00Z", "2026-11-18T00:00:00+05:00", "2026-11-21T14:22:00+05:00"])
  func absurdClock(time: String) async throws {
    let office = try TestOffice()
    let answer = await office.post(TestOffice.capture(time: time))
    #expect((400..<500).contains(answer.status))
    #expect(String(decoding: answer.body, as: UTF8.self).contains("clockOutOfBound"))
    #expect(try office.parts.store.unparsedCount() == 1)
  }

  @Test("a clock that is off by minutes is flagged on the case")
  func slowClock() async throws {
    let office = try TestOffice()
    _ = await office.post(TestOffice.capture(time: "2026-11-21T14:10:00+05:00", "\"violation\":\"red-light\""))
    try await office.settleAll()
    let opened = try #require(try await office.onlyCase())
    #expect(opened.timeline.contains { $0.what.contains("differ by 330 s") })
  }

  @Test("with too much waiting a camera is told to come back, and nothing is lost")
  func backlog() async throws {
    let office = try TestOffice(maximumBacklog: 1)
    #expect(await office.post(TestOffice.capture("\"id\":\"1\",\"violation\":\"red-light\"")).status < 300)
    #expect(await office.post(TestOffice.capture("\"id\":\"2\",\"violation\":\"red-light\"")).status == 503)
    #expect(try office.parts.store.pendingInbox().count == 1)
    #expect(await office.post(TestOffice.capture("\"id\":\"3\"")).status < 300, "what is sealed at once waits for nobody")
  }

  @Test("a heartbeat keeps a camera alive and is not kept")
  func heartbeat() async throws {
    let office = try TestOffice()
    let answer = await office.post("{\"device\":\"reads\",\"event\":\"heartbeat\",\"time\":\"2026-11-21T14:15:29+05:00\"}")
    #expect(answer.status == 200)
    #expect(try office.parts.store.pendingInbox().isEmpty)
    #expect(try office.parts.store.cameraHealth()[CameraID(rawValue: "reads")!]?.lastReceivedAt == TestOffice.now)
  }

  @Test("a plate on a hotlist becomes a hit, also where another reading of the pass matches")
  func hotlist() async throws {
    let office = try TestOffice()
    let entry = HotlistEntry(
      plate: Plate(canonical: "01A123BC")!, list: "stolen", reason: "theft", source: "police", expiresAt: TestOffice.now.addingTimeInterval(3600))
    try office.parts.store.replaceHotlist("stolen", with: [entry])
    try office.parts.directory.refresh(from: office.parts.store)
    _ = await office.post(TestOffice.capture())
    try await office.settleAll()
    let hits = try office.parts.store.hits(openOnly: true)
    #expect(hits.map(\.entry.plate.text) == ["01A123BC"])
  }

  @Test("a capture whose camera was removed before it was settled is kept for a person")
  func removedCamera() async throws {
    let office = try TestOffice()
    _ = await office.post(TestOffice.capture("\"violation\":\"red-light\""))
    var parts = office.parts
    parts.directory = Directory()
    let intake = parts.intake()
    for id in try parts.store.pendingInbox() { try await intake.settle(id) }
    #expect(try parts.store.pendingInbox().isEmpty)
    #expect(try parts.store.unparsedCount() == 1)
  }

  @Test("what was acknowledged and not settled is settled after the next start")
  func restart() async throws {
    let office = try TestOffice()
    _ = await office.post(TestOffice.capture("\"violation\":\"red-light\""))
    let fresh = office.parts.intake()
    let workers = IntakeWorkers(intake: fresh, count: 2, logger: office.parts.logger)
    let running = Task { try await workers.run() }
    for _ in 0..<200 where try await office.allCases().isEmpty { try await Task.sleep(for: .milliseconds(25)) }
    await fresh.line.close()
    try await running.value
    #expect(try await office.allCases().count == 1)
  }

  /// The native answer.
  private struct Receipts: Decodable {
    var pass: String
    init(_ answer: CameraAnswer) throws {
      struct Body: Decodable { var receipts: [Receipt] }
      let decoder = JSONDecoder()
      let body = try decoder.decode(Body.self, from: answer.body)
      pass = try #require(body.receipts.first).pass.description
    }
  }
}
