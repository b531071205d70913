import Foundation
import NIOCore
import Testing

@testable import Benchmarks

@Suite("What the load generator posts")
struct CaptureRequestsTests {
  private struct Posted: Decodable {
    struct Plate: Decodable { var text: String }
    var device: String
    var id: String
    var time: String
    var plate: Plate
    var lane: Int
    var speedKmh: Double
  }

  private func parts(_ request: ByteBuffer) throws -> (head: [String], body: Posted, length: Int) {
    let halves = String(buffer: request).components(separatedBy: "\r\n\r\n")
    try #require(halves.count == 2)
    return (halves[0].components(separatedBy: "\r\n"), try JSONDecoder().decode(Posted.self, from: Data(halves[1].utf8)), halves[1].utf8.count)
  }

  @Test("Each is whole, of the camera, of now, and another vehicle than all others")
  func distinct() throws {
    var connections = (0..<3).map { CaptureRequests(camera: "cam-\($0)", key: "secret\($0)", first: 500 + $0, step: 3) }
    var plates: Set<String> = []
    var numbers: Set<String> = []
    for round in 0..<1000 {
      for camera in connections.indices {
        let (head, body, length) = try parts(connections[camera].next())
        #expect(head.first == "POST /v1/captures HTTP/1.1" && head.contains("authorization: Bearer secret\(camera)"))
        #expect(head.contains("content-length: \(length)"))
        #expect(body.device == "cam-\(camera)" && (1...4).contains(body.lane) && (40..<60).contains(body.speedKmh))
        #expect(body.plate.text.wholeMatch(of: /[0-9]{2}[A-Z][0-9]{3}[A-Z]{2}/) != nil)
        let time = try Date(body.time, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
        #expect(abs(time.timeIntervalSinceNow) < 5, "round \(round)")
        plates.insert(body.plate.text)
        numbers.insert(body.id)
      }
    }
    #expect(plates.count == 3000 && numbers.count == 3000)
  }

  @Test("A request that was handed out is not changed by the next one")
  func handedOut() throws {
    var requests = CaptureRequests(camera: "cam", key: "k", first: 1, step: 1)
    let first = requests.next()
    let text = String(buffer: first)
    _ = requests.next()
    #expect(String(buffer: first) == text && text.contains(#""id":"000000000001""#))
  }

  @Test("The clock writes as Foundation does")
  func clock() throws {
    var clock = WrittenClock()
    let before = Date()
    let text = String(decoding: clock.text(), as: UTF8.self)
    let written = try Date(text, strategy: Date.ISO8601FormatStyle(includingFractionalSeconds: true))
    #expect(written.timeIntervalSince(before) > -0.002 && written.timeIntervalSinceNow < 0.002)
    #expect(text.count == 24)
  }
}
