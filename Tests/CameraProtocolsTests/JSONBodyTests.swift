@testable import CameraProtocols
import Foundation
import Testing

@Suite struct JSONBodyTests {
  private struct Name: Decodable, Equatable { var name: String }

  private func fault(_ bytes: Data) -> DecodingFault.Code? {
    do throws(DecodingFault) {
      _ = try JSONBody(bytes).decode(Name.self)
      return nil
    } catch {
      return error.code
    }
  }

  private func fault(_ text: String) -> DecodingFault.Code? { fault(Data(text.utf8)) }

  @Test func depth() {
    func nested(_ depth: Int) -> String {
      "{\"name\":\"x\",\"a\":" + String(repeating: "[", count: depth - 1) + String(repeating: "]", count: depth - 1) + "}"
    }
    #expect(fault(nested(64)) == nil)
    #expect(fault(nested(65)) == .tooDeep)
    #expect(fault(nested(1_000_000)) == .tooDeep)
    #expect(fault("{\"name\":\"\(String(repeating: "[{", count: 100))\"}") == nil)
    #expect(fault("{\"name\":\"a\\\\\\\"\(String(repeating: "[", count: 100))\"}") == nil)
    #expect(fault("{\"name\":\"a\\\\\",\"b\":\(String(repeating: "[", count: 100))") == .tooDeep)
  }

  @Test func structureIsBounded() {
    #expect(fault("{\"name\":\"x\",\"a\":[" + String(repeating: "0,", count: 1_100_000) + "0]}") == .tooLarge)
    #expect(fault("{\"name\":\"" + String(repeating: "A", count: 3_000_000) + "\"}") == nil)
  }

  @Test func encodings() {
    #expect(fault("\u{FEFF} {\"name\":\"x\"}") == nil)
    #expect(fault("{\"name\":\"x\"}".data(using: .utf16LittleEndian)!) == .malformedJSON)
    #expect(fault("{\"name\":\"x\"}".data(using: .utf32BigEndian)!) == .malformedJSON)
    #expect(fault(Data([0x1F, 0x8B, 8, 0, 0])) == .unsupportedEncoding)
    #expect(fault(Data([0x50, 0x4B, 3, 4, 0])) == .unsupportedEncoding)
    #expect(fault(Data("{\"name\":\"".utf8) + Data([0xFF, 0xFE]) + Data("\"}".utf8)) == .malformedJSON)
  }

  @Test("Not one object", arguments: ["[]", "null", "x", "{\"name\":", "{\"name\":\"x\"", "{name:1}", "   "])
  func malformed(text: String) {
    #expect(fault(text) == .malformedJSON)
  }

  @Test func faultsNameTheField() {
    #expect(throws: DecodingFault(code: .missingField, message: "`name` is missing")) { try JSONBody(Data("{}".utf8)).decode(Name.self) }
    #expect(throws: DecodingFault(code: .badValue, message: "`name` has to be a text")) {
      try JSONBody(Data("{\"name\":7}".utf8)).decode(Name.self)
    }
    #expect(fault("") == .emptyBody)
  }
}
