import CameraProtocols
import Foundation
import Testing
import Traffic

/// The bounded sibling of `Fuzz/CamerasFuzzer.swift`: sound bodies, damaged in ways that real and hostile senders damage them. Whatever
/// comes out is a decoded request or a ``DecodingFault``; a crash ends the run.
@Suite struct MutationTests {
  struct Seed: CustomTestStringConvertible, Sendable {
    var name: String
    var dialect: Camera.Dialect
    var type: String?
    var body: Data
    var testDescription: String { name }
  }

  private static let ownJSON = Data(
    """
    {"device":"tas-014-a","time":"2026-11-21T09:15:30.417+05:00","plate":{"text":"01A123BC","confidence":0.97,"candidates":[{"text":"01A","confidence":0.2}],
    "box":{"x":0.4,"y":0.3,"width":0.1,"height":0.05}},"lane":2,"signal":{"group":"2","colour":"red","since":"2026-11-21T09:15:28+05:00"},
    "violations":[{"kind":"red-light"}],"pictures":[{"part":"scene1","frame":3}]}
    """.utf8)

  private static let alert = Data(
    """
    <?xml version="1.0" encoding="UTF-8"?><EventNotificationAlert><dateTime>2026-11-21T09:15:30+05:00</dateTime><eventType>ANPR</eventType><ANPR>
    <licensePlate>01A123BC</licensePlate><illegalInfo><illegalCode>1240</illegalCode></illegalInfo><pictureInfoList><pictureInfo><fileName>img</fileName>
    <absTime>20261121091530417</absTime><plateRect><X>430</X><Y>275</Y><width>106</width><height>43</height></plateRect></pictureInfo></pictureInfoList>
    </ANPR></EventNotificationAlert>
    """.utf8)

  private static let group = Data(
    """
    {"data_type":"alpr_group","epoch_start":1795234530417,"epoch_end":1795234533417,"best_uuid":"u-1","best_image_width":1280,"best_image_height":720,
    "best_plate":{"plate":"2BH375","confidence":90,"coordinates":[{"x":601,"y":294},{"x":656,"y":325}],"plate_crop_jpeg":"/9j/2Q=="},
    "vehicle_path":[{"w":1,"h":2},{"w":3,"h":4}],"vehicle":{"make":[{"name":"bmw","confidence":99}]}}
    """.utf8)

  static let seeds: [Seed] = {
    let form = "multipart/form-data; boundary=xyz"
    let seeds = [
      Seed(name: "own form", dialect: .gantry, type: form, body: Payloads.multipart([.init("capture", ownJSON), .init("scene1", Payloads.jpeg)])),
      Seed(name: "own JSON", dialect: .gantry, type: "application/json", body: ownJSON),
      Seed(name: "group", dialect: .openalpr, type: "application/json", body: group),
      Seed(name: "alert", dialect: .hikvision, type: "application/xml", body: alert),
      Seed(name: "push", dialect: .hikvision, type: form, body: Payloads.multipart([.init("alert", alert), .init("img", Payloads.jpeg)])),
    ]
    guard Samples.areHere, let push = try? Samples.message("hikvision/synthetic/anpr_push.http") else { return seeds }
    return seeds + [Seed(name: "sample push", dialect: .hikvision, type: push.contentType, body: push.body)]
  }()

  @Test(arguments: seeds) func damagedBodies(seed: Seed) throws {
    var noise = SeededNoise(state: 2_026_11_21)
    var faults: [DecodingFault.Code: Int] = [:]
    var decoded = 0
    let rounds = seed.body.count > 4_096 ? 500 : 2_000
    for _ in 0..<rounds {
      let body = Self.damaged(seed.body, using: &noise)
      if let code = Payloads.fault(body, type: seed.type, as: seed.dialect) { faults[code, default: 0] += 1 } else { decoded += 1 }
    }
    #expect(decoded + faults.values.reduce(0, +) == rounds)
    #expect(faults.count >= 3, "damage of several kinds was found: \(faults)")
  }

  private static func damaged(_ sound: Data, using noise: inout SeededNoise) -> Data {
    var body = sound
    for _ in 0..<Int.random(in: 1...4, using: &noise) where !body.isEmpty {
      let place = Int.random(in: 0..<body.count, using: &noise)
      let length = min(Int.random(in: 1...64, using: &noise), body.count - place)
      switch Int.random(in: 0..<7, using: &noise) {
      case 0: body[place] ^= 1 << UInt8.random(in: 0..<8, using: &noise)
      case 1: body = body.prefix(place).asBody
      case 2: body.removeSubrange(place..<place + length)
      case 3: body.insert(contentsOf: body.subdata(in: place..<place + length), at: place)
      case 4: body.insert(contentsOf: (0..<length).map { _ in UInt8.random(in: 0...255, using: &noise) }, at: place)
      case 5: body.replaceSubrange(place..<place + length, with: Self.nasty.randomElement(using: &noise)!)
      default: body.insert(contentsOf: Self.nasty.randomElement(using: &noise)!, at: place)
      }
    }
    return body
  }

  /// Pieces that parsers trip over.
  private static let nasty: [Data] = [
    Data("<!DOCTYPE a>".utf8), Data("&x;".utf8), Data("]]>".utf8), Data("\r\n--xyz\r\n".utf8), Data("\r\n--xyz--".utf8), Data("\r\n\r\n".utf8),
    Data(String(repeating: "[", count: 100).utf8), Data(String(repeating: "<a>", count: 40).utf8), Data("1e999".utf8), Data("-0".utf8), Data("\\u0000".utf8),
    Data("9223372036854775808".utf8), Data("\"".utf8), Data("\\".utf8), Data([0]), Data([0xFF, 0xD8, 0xFF]), Data([0xFF, 0xD9]), Data([0xC3, 0x28]),
    Data("NaN".utf8), Data("9999-12-31T23:59:60+14:00".utf8), Data("🚗".utf8), Data([0xEF, 0xBB, 0xBF]),
  ]
}
