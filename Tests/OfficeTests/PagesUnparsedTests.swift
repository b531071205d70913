import Access
import Foundation
import HTTPTypes
import HummingbirdTesting
import Storage
import Testing

@testable import Office

@Suite("Pages: unparsed")
struct PagesUnparsedTests {
  @Test("a body is shown as text that cannot act, offered for keeping, and dismissed with a reason")
  func body() async throws {
    let office = try PagesOffice()
    _ = await office.office.post("{\"device\":\"<script>alert(1)</script>")
    let entry = try #require(try office.parts.store.unparsed().first)
    let path = "/unparsed/\(entry.id.uuidString.lowercased())"
    try await office.browse { client in
      let officer = try await office.person("Officer", .officer, using: client)
      #expect(try await officer.get("/unparsed").text.contains(path))
      let page = try await officer.get(path).text
      #expect(page.contains("&lt;script&gt;alert(1)"))
      #expect(!page.contains("<script>alert"))
      let body = try await officer.get(path + "/body")
      #expect(body.headers[.contentType] == "application/octet-stream")
      #expect(body.headers[.contentDisposition]?.hasPrefix("attachment") == true)
      #expect(body.text == "{\"device\":\"<script>alert(1)</script>")
      #expect(try await officer.post(path + "/dismiss", ["reason": " "]).status == .badRequest)
      #expect(try await officer.post(path + "/dismiss", ["reason": "test of a camera"]).status == .seeOther)
      #expect(try office.parts.store.unparsedCount() == 0)
      #expect(try await officer.get(path).status == .notFound)
    }
  }

  @Test("text is told from bytes, and cut where it is long")
  func text() {
    #expect(UnparsedItemPage.text(Data("plain\ttext\r\n".utf8)) == "plain\ttext\r\n")
    #expect(UnparsedItemPage.text(Data([0xFF, 0xD8, 0xFF, 0xE0])) == nil)
    #expect(UnparsedItemPage.text(Data([0x41, 0x00, 0x42])) == nil)
    #expect(UnparsedItemPage.text(Data()) == nil)
    // The cut falls into the middle of a character of two bytes.
    let long = Data("a".utf8) + Data(String(repeating: "я", count: 10_000).utf8)
    #expect(UnparsedItemPage.text(long)?.count == 1 + (UnparsedItemPage.textBytes - 1) / 2)
  }

  @Test("bytes stand sixteen to a line")
  func hex() {
    let lines = HexLine.lines(of: Data("{\"device\":\"tas-014".utf8))
    #expect(lines.count == 2)
    #expect(lines[0] == HexLine(Array("{\"device\":\"tas-0".utf8), at: 0))
    #expect(lines[0].hex == "7b 22 64 65 76 69 63 65  22 3a 22 74 61 73 2d 30")
    #expect(lines[1].offset == "00000010")
    #expect(lines[1].ascii == "14")
  }

  @Test("the decoder's code is told from its words")
  func words() {
    #expect(FaultWords("malformedJSON: it ends at byte 7") == FaultWords(code: "malformedJSON", message: "it ends at byte 7"))
    #expect(FaultWords("its camera is gone").code == nil)
    #expect(FaultWords("at 14:15: nothing").code == nil)
  }
}

extension FaultWords {
  fileprivate init(code: String, message: String) {
    self.init(message)
    self.code = code
  }
}
