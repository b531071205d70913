import Foundation
import Testing
import Traffic

@testable import RoadSimulator

@Suite struct EncoderTests {
  private let time = Date(timeIntervalSince1970: 1_795_234_530.417)

  private func sighting(_ dialect: Camera.Dialect, pictures: Bool = false) throws -> Sighting {
    let camera = try #require(Country.standard.cameras.first { $0.dialect == dialect && !$0.isMobile })
    let plate = try #require(Plate(canonical: "01A123BC"))
    var chance = SeededRandom(seed: 1)
    var sighting = Sighting(
      camera: camera, zone: try #require(TimeZone(identifier: "Asia/Tashkent")), id: "\(camera.id.rawValue)-1", at: time,
      read: DeviceRead(of: plate, country: "UZ", misreads: 0, chance: &chance), plateBox: Box(x: 0.4, y: 0.5, width: 0.05, height: 0.02), lane: 2,
      direction: .recede, headingDegrees: 90, speedKmh: 63.2)
    sighting.signal = SignalState(group: "2", colour: .red, since: time.addingTimeInterval(-2), amberMilliseconds: 3_000)
    sighting.stopLineCrossedAt = time
    sighting.violation = .redLight
    if pictures { sighting.pictures = [.init(name: "scene1", kind: .scene, bytes: Data([0xFF, 0xD8, 0xFF, 0xD9]), takenAt: time, frame: 3)] }
    return sighting
  }

  private func object(_ data: Data) throws -> [String: Any] { try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any]) }

  @Test func gantryJSONSaysWhatTheContractAsksFor() throws {
    let sighting = try sighting(.gantry)
    let message = try EncodedCapture(sighting)
    #expect(message.path == "/v1/captures")
    #expect(message.contentType == "application/json")
    let json = try object(message.body)
    #expect(json["device"] as? String == sighting.camera.id.rawValue)
    #expect(json["time"] as? String == "2026-11-21T09:15:30.417+05:00")
    #expect((json["plate"] as? [String: Any])?["text"] as? String == "01A123BC")
    #expect((json["plate"] as? [String: Any])?["region"] as? String == "UZ")
    #expect((json["signal"] as? [String: Any])?["colour"] as? String == "red")
    #expect((json["violations"] as? [[String: Any]])?.first?["kind"] as? String == "red-light")
    #expect(json["direction"] as? String == "recede")
    #expect(json["pictures"] == nil)
  }

  @Test func picturesTravelAsPartsUntouched() throws {
    let message = try EncodedCapture(try sighting(.gantry, pictures: true))
    let boundary = try #require(message.contentType.split(separator: "=").last)
    let body = message.body
    #expect(body.starts(with: Data("--\(boundary)\r\n".utf8)))
    #expect(body.range(of: Data("--\(boundary)--\r\n".utf8)) != nil)
    #expect(body.range(of: Data("name=\"capture\"\r\nContent-Type: application/json".utf8)) != nil)
    #expect(body.range(of: Data("name=\"scene1\"; filename=\"scene1.jpg\"\r\nContent-Type: image/jpeg\r\nContent-Length: 4\r\n\r\n".utf8) + Data([0xFF, 0xD8, 0xFF, 0xD9])) != nil)
    #expect(body.range(of: Data("\"part\":\"scene1\"".utf8)) != nil)
  }

  @Test func openALPRSpeaksAsItsAgentsDo() throws {
    let sighting = try sighting(.openalpr)
    let message = try EncodedCapture(sighting)
    #expect(message.path == "/v1/openalpr/{key}")
    let json = try object(message.body)
    #expect(json["data_type"] as? String == "alpr_group")
    #expect(json["agent_uid"] as? String == sighting.camera.deviceID)
    #expect(json["best_plate_number"] as? String == "01A123BC")
    #expect((json["best_confidence"] as? Double).map { $0 > 80 && $0 <= 100 } == true)
    let start = try #require(json["epoch_start"] as? Int), end = try #require(json["epoch_end"] as? Int)
    #expect(start < end && abs(start - 1_795_234_530_417) < 3_000)
    #expect(((json["best_plate"] as? [String: Any])?["coordinates"] as? [[String: Int]])?.count == 4)
  }

  @Test func hikvisionXMLIsWellFormedAndComplete() throws {
    let sighting = try sighting(.hikvision, pictures: true)
    let message = try EncodedCapture(sighting)
    #expect(message.path == "/v1/hikvision/{key}")
    #expect(message.contentType.hasPrefix("multipart/form-data; boundary=---"))
    let text = String(decoding: message.body, as: UTF8.self)
    let xml = try #require(text.firstRange(of: "<?xml").map { text[$0.lowerBound...] }?.split(separator: "</EventNotificationAlert>").first)
    for part in ["<eventType>ANPR</eventType>", "<licensePlate>01A123BC</licensePlate>", "<dateTime>2026-11-21T09:15:30.417+05:00</dateTime>", "<line>2</line>", "<X>400</X>", "<speed>63</speed>"] {
      #expect(xml.contains(part), "\(part)")
    }
    var open: [Substring] = []
    for tag in xml.matches(of: /<(\/?)([A-Za-z]+)[^>?]*>/) {
      if tag.output.1 == "/" { #expect(open.popLast() == tag.output.2) } else { open.append(tag.output.2) }
    }
    #expect(open == ["EventNotificationAlert"])
  }

  @Test func misreadsAreRareAndKeepTheTruthAmongTheirCandidates() throws {
    let plate = try #require(Plate(canonical: "01B808OA"))
    var chance = SeededRandom(seed: 4)
    let reads = (0..<2_000).map { _ in DeviceRead(of: plate, country: "UZ", misreads: 0.03, chance: &chance) }
    let wrong = reads.filter { $0.text != plate.text }
    #expect((20...110).contains(wrong.count))
    #expect(wrong.allSatisfy { $0.confidence < 0.85 && $0.candidates.contains { $0.text == plate.text } })
  }

  @Test func signalReportIsWhatTheListenerReads() throws {
    let state = SignalState(group: "1", colour: .red, since: time, amberMilliseconds: 3_000)
    let json = try object(try SignalReport(phases: [state]).encoded())
    let phase = try #require((json["phases"] as? [[String: Any]])?.first)
    #expect(phase["group"] as? String == "1")
    #expect(phase["colour"] as? String == "red")
    #expect(phase["since"] as? String == "2026-11-21T04:15:30.417Z")
    #expect(phase["amberMilliseconds"] as? Int == 3_000)
  }
}
