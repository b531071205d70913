import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing
import Traffic

@testable import Office

@Suite("Pages: evidence")
struct PagesEvidenceTests {
  @Test("originals are sent byte for byte, whole or in part, and who opened one stands in the case")
  func original() async throws {
    let office = try PagesOffice()
    let opened = try await office.openCase()
    let item = try #require(opened.evidence.items.first)
    let path = "/cases/\(opened.id)/media/\(item.id.uuidString.lowercased())/original"
    try await office.browse { client in
      let browser = try await office.person("One", .supervisor, using: client)
      let whole = try await browser.get(path)
      #expect(whole.bytes == TestPicture.jpeg)
      #expect(whole.headers[.contentType] == "image/jpeg")
      #expect(whole.headers[.cacheControl] == "no-store")
      let part = try await browser.get(path, [.range: "bytes=10-19"])
      #expect(part.status == .partialContent)
      #expect(part.bytes == TestPicture.jpeg.subdata(in: 10..<20))
      #expect(part.headers[.contentRange] == "bytes 10-19/\(TestPicture.jpeg.count)")
      let beyond = try await browser.get(path, [.range: "bytes=999999-"])
      #expect(beyond.status == .rangeNotSatisfiable)
      #expect(beyond.headers[.contentRange] == "bytes */\(TestPicture.jpeg.count)")
      #expect(try await browser.get(path, [.ifNoneMatch: try #require(whole.headers[.eTag])]).status == .notModified)
      #expect(try await browser.get("/cases/\(opened.id)/media/\(UUID())/original").status == .notFound)
      let events = try #require(try await office.parts.store.case(opened.id)).timeline
      #expect(events.filter { $0.what == "Original 1 opened" }.map(\.actor) == ["One"])
    }
  }

  @Test("originals are for supervisors: others are refused, and their page does not offer them", arguments: [Role.officer, .investigator])
  func originalsOfOthers(_ role: Role) async throws {
    let office = try PagesOffice()
    let opened = try await office.openCase()
    let item = try #require(opened.evidence.items.first)
    try await office.browse { client in
      let browser = try await office.person("One", role, using: client)
      #expect(try await browser.get("/cases/\(opened.id)/media/\(item.id)/original").status == .forbidden)
      #expect(try await !browser.get("/cases/\(opened.id)").text.contains("/original"))
      let boss = try await office.person("Two", .supervisor, using: client)
      #expect(try await boss.get("/cases/\(opened.id)").text.contains("/original"))
    }
  }

  @Test("smaller views are JPEGs in the sizes offered")
  func scaled() async throws {
    let office = try PagesOffice()
    let opened = try await office.openCase()
    let item = try #require(opened.evidence.items.first)
    try await office.browse { client in
      let browser = try await office.person("One", .officer, using: client)
      let view = try await browser.get("/cases/\(opened.id)/media/\(item.id)?longer=1600")
      #expect(view.status == .ok)
      #expect(view.bytes.starts(with: [0xFF, 0xD8]))
      for size in ["0x10", "100000", "-1"] {
        #expect(try await browser.get("/cases/\(opened.id)/media/\(item.id)?longer=\(size)").status == .badRequest, "\(size)")
      }
    }
  }

  @Test("bytes that are not the ones that arrived are not shown, and destroyed ones are gone")
  func altered() async throws {
    let office = try PagesOffice()
    let store = office.parts.store
    let opened = try await office.openCase()
    let item = try #require(opened.evidence.items.first)
    // The case claims another hash than the object has: as if the object had been swapped under a stolen key.
    _ = try await store.change(opened.id, expecting: .queued) { $0.evidence.items[0].sha256 = String(repeating: "0", count: 64) }
    try await office.browse { client in
      let browser = try await office.person("One", .supervisor, using: client)
      for path in ["media/\(item.id)/original", "media/\(item.id)", "media/\(item.id)?longer=640"] {
        let answer = try await browser.get("/cases/\(opened.id)/\(path)")
        #expect(answer.status == .conflict, "\(path)")
        #expect(answer.bytes != TestPicture.jpeg)
      }
      try store.destroyObject(item.object)
      for path in ["media/\(item.id)/original", "media/\(item.id)"] {
        #expect(try await browser.get("/cases/\(opened.id)/\(path)").status == .gone, "\(path)")
      }
    }
  }

  @Test(
    "parts are read as the standard says",
    arguments: [
      ("bytes=0-0", 0..<1), ("bytes=5-", 5..<100), ("bytes=-10", 90..<100), ("bytes=-1000", 0..<100), ("bytes=90-1000", 90..<100), (nil, nil),
      ("items=0-1", nil), ("bytes=1-2,4-5", nil), ("bytes=5-2", nil), ("bytes=a-b", nil), ("bytes=-", nil),
    ] as [(String?, Range<Int>?)])
  func ranges(_ header: String?, _ range: Range<Int>?) throws {
    #expect(try ByteRange.parse(header, byteCount: 100) == range)
  }

  @Test("parts outside are refused", arguments: ["bytes=100-", "bytes=100-200", "bytes=-0"])
  func outside(_ header: String) {
    #expect(throws: PageFault.rangeNotSatisfiable(byteCount: 100)) { try ByteRange.parse(header, byteCount: 100) }
  }

  @Test("views are thrown away, oldest first, when the box is full")
  func prints() {
    let box = PrintBox(limitBytes: 10)
    for number in 0..<4 { box.keep(Data(count: 4), named: "\(number)") }
    box.keep(Data(count: 11), named: "huge")
    #expect(["0", "1", "2", "3", "huge"].map { box.print(named: $0) != nil } == [false, false, true, true, false])
  }
}
