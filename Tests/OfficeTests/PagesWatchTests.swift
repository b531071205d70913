import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Pages: live, hits, overview")
struct PagesWatchTests {
  @Test("the stream tells passes with masked plates, and hits only to those who may decide them")
  func events() async throws {
    let office = try PagesOffice()
    let hit = try await Self.hit(in: office)
    let texts = try await office.browse { client in
      let officer = try await office.person("Officer", .officer, using: client)
      let dispatcher = try await office.person("Dispatcher", .dispatcher, using: client)
      async let first = officer.get("/events").text
      async let second = dispatcher.get("/events").text
      // Told again and again, because the streams begin when they begin.
      for _ in 0..<12 {
        try await Task.sleep(for: .milliseconds(200))
        office.parts.live.publish(.pass(Self.sighting))
        office.parts.live.publish(.hit(.init(hit, site: TestOffice.site)))
        office.parts.live.publish(.hitDecided(.init(id: "x", site: "crossing", decision: "misread", decidedBy: "Somebody")))
      }
      office.parts.live.close()
      return try await [first, second]
    }
    for text in texts {
      #expect(text.hasPrefix("retry: 2000\n\n"))
      #expect(text.contains("event: pass\ndata: {"))
      #expect(text.contains("01••••••"))
      #expect(text.contains("event: counts\n"))
      #expect(!text.contains("01B777AA"))
    }
    #expect(!texts[0].contains("event: hit") && !texts[0].contains("01 B 777 AA"))
    #expect(texts[1].contains("event: hit\n") && texts[1].contains("01 B 777 AA"))
    #expect(texts[1].contains("event: hit-decided\n"))
  }

  @Test("pages that show numbers alone are told of no vehicle")
  func topics() {
    #expect(EventTopic.topics(nil) == Set(EventTopic.allCases))
    #expect(EventTopic.topics("counts,camera,everything") == [.counts, .camera])
  }

  @Test("a hit is decided once, and the answer fits who asks")
  func decide() async throws {
    let office = try PagesOffice()
    let hit = try await Self.hit(in: office)
    try await office.browse { client in
      let dispatcher = try await office.person("Dispatcher", .dispatcher, using: client)
      #expect(try await dispatcher.get("/hits").text.contains("01 B 777 AA"))
      let path = "/hits/\(hit.id.uuidString.lowercased())/decide"
      #expect(try await dispatcher.post(path, ["decision": "open"]).status == .badRequest)
      let answer = try await dispatcher.post(path, ["decision": "confirmed", "note": "patrol 12 sent"], [.accept: "application/json"])
      #expect(answer.status == .ok)
      #expect(answer.text.contains("\"decisionLabel\":\"Confirmed\""))
      #expect(try await dispatcher.post(path, ["decision": "misread"]).status == .conflict)
      #expect(try await !dispatcher.get("/hits").text.contains("01 B 777 AA"))
      #expect(try await dispatcher.get("/hits?state=all").text.contains("patrol 12 sent"))
      #expect(try await dispatcher.get("/hits/\(hit.id)/plate").status == .notFound)
    }
  }

  @Test("a page that is opened shows what has just passed")
  func board() async throws {
    let office = try PagesOffice()
    let traffic = office.parts.traffic
    let told = (0..<30).compactMap { _ in traffic.note(at: office.parts.now(), site: TestOffice.site.id) { Self.sighting } }
    #expect(told.count == LiveTraffic.shownPerSecond, "beyond that nobody could read them")
    #expect(traffic.recent(within: .everywhere).count == 20)
    #expect(traffic.passesPerMinute(at: office.parts.now(), within: .everywhere) == 30)
    office.advance(by: 61)
    #expect(traffic.passesPerMinute(at: office.parts.now(), within: .everywhere) == 0)
    try await office.browse { client in
      let officer = try await office.person("Officer", .officer, using: client)
      let page = try await officer.get("/live").text
      #expect(page.contains("01••••••") && page.contains("Red light"))
    }
  }

  @Test("the overview and its data count what happened, every hour of it")
  func overview() async throws {
    let office = try PagesOffice()
    _ = try await office.openCase()
    try await office.browse { client in
      let admin = try await office.person("Admin", .administrator, using: client)
      #expect(try await admin.get("/").status == .ok)
      let data = try await admin.get("/data/statistics?hours=24")
      let read = try #require(try JSONSerialization.jsonObject(with: data.bytes) as? [String: Any])
      let hours = try #require(read["hours"] as? [[String: Any]])
      #expect(hours.count == 24)
      #expect(hours.last?["passes"] as? Int == 1)
      #expect(hours.last?["label"] as? String == "14:00")
      #expect((read["kinds"] as? [[String: Any]])?.first?["kind"] as? String == "red-light")
      #expect((read["sites"] as? [[String: Any]])?.first?["violations"] as? Int == 1)
      let days = try await admin.get("/data/statistics?hours=168")
      let week = try #require(try JSONSerialization.jsonObject(with: days.bytes) as? [String: Any])
      #expect((week["hours"] as? [[String: Any]])?.count == 8)
      #expect(try await admin.get("/data/statistics?hours=5").status == .badRequest)
    }
  }

  @Test("cameras stand on the map and in the list with how they are")
  func cameras() async throws {
    let office = try PagesOffice()
    _ = try await office.openCase()
    try await office.browse { client in
      let admin = try await office.person("Admin", .administrator, using: client)
      let data = try await admin.get("/data/cameras")
      let read = try #require(try JSONSerialization.jsonObject(with: data.bytes) as? [String: Any])
      let cameras = try #require(read["cameras"] as? [[String: Any]])
      let pairs = cameras.compactMap { camera in (camera["id"] as? String).map { ($0, camera["state"] as? String) } }
      let states = Dictionary(uniqueKeysWithValues: pairs)
      #expect(states == ["blind": "silent", "hik": "silent", "reads": "ok"])
      #expect(try await admin.get("/map").status == .ok)
      let silent = try await admin.get("/cameras?state=silent").text
      #expect(silent.contains("/map#hik") && !silent.contains("/map#reads"))
      office.advance(by: 6 * 60)
      #expect(try await admin.get("/cameras?state=late").text.contains("/map#reads"))
    }
  }

  static let sighting = LiveEvent.Sighting(
    camera: "reads", cameraName: "reads", site: "crossing", siteName: "Amir Temur", district: "Tashkent", at: TestOffice.now, plate: "01••••••",
    speedKmh: 54, lane: 2, direction: "approach", region: "UZ", vehicle: "car", violations: ["red-light"])

  /// A hit in the store, as the intake makes it.
  static func hit(in office: PagesOffice) async throws -> Hit {
    let plate = try #require(Plate(canonical: "01B777AA"))
    let entry = HotlistEntry(
      plate: plate, list: "stolen", reason: "Reported stolen", source: "Bulletin 7", expiresAt: TestOffice.now.addingTimeInterval(86_400))
    try office.parts.store.replaceHotlist("stolen", with: [entry])
    try office.parts.directory.refresh(from: office.parts.store)
    _ = await office.office.post(TestOffice.capture(plate: "01B777AA", "\"id\":\"hit\""))
    try await office.office.settleAll()
    return try #require(try office.parts.store.hits(openOnly: true).first)
  }
}
