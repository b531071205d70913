@testable import CameraProtocols
import Foundation
import Testing

@Suite struct XMLReadingTests {
  private func fault(_ bytes: Data) -> DecodingFault.Code? {
    do throws(DecodingFault) {
      _ = try XMLReading.root(of: bytes)
      return nil
    } catch {
      return error.code
    }
  }

  private func fault(_ text: String) -> DecodingFault.Code? { fault(Data(text.utf8)) }

  @Test func treeWithoutNamespaces() throws {
    let text = "<?xml version=\"1.0\" encoding=\"UTF-8\"?><!-- x --><ns1:A xmlns:ns1=\"u\"><ns1:b> 1 &amp; 2 </ns1:b><X>3</X><c><![CDATA[<4>]]></c></ns1:A>"
    let root = try XMLReading.root(of: Data(text.utf8))
    #expect(root.name == "A")
    #expect(root.value("b") == "1 & 2")
    #expect(root.value("x") == "3")
    #expect(root.value("c") == "<4>")
    #expect(root.value("d") == nil)
    #expect(try XMLReading.root(of: Data("<a>1</a>\r\n\u{0}\u{0}".utf8)).text == "1")
  }

  @Test func encodings() throws {
    let text = "<a>Я蓝</a>"
    #expect(try XMLReading.root(of: Data([0xEF, 0xBB, 0xBF]) + Data(text.utf8)).text == "Я蓝")
    #expect(try XMLReading.root(of: Data([0xFF, 0xFE]) + text.data(using: .utf16LittleEndian)!).text == "Я蓝")
    #expect(try XMLReading.root(of: Data([0xFE, 0xFF]) + text.data(using: .utf16BigEndian)!).text == "Я蓝")
    #expect(fault("<?xml version=\"1.0\" encoding=\"GB2312\"?>\(text)") == .unsupportedEncoding)
    #expect(fault("<?xml version=\"1.0\" encoding=\"GB2312\"?><a>x</a>") == nil)
    #expect(fault(Data([0x3C, 0x61, 0x3E, 0xFF, 0x3C, 0x2F, 0x61, 0x3E])) == .unsupportedEncoding)
    #expect(fault(text.data(using: .utf16LittleEndian)!) == .unsupportedEncoding)
    #expect(fault(Data([0x1F, 0x8B, 8, 0])) == .unsupportedEncoding)
  }

  @Test func billionLaughs() {
    let lines = (1...9).map { "<!ENTITY l\($0) \"\(String(repeating: "&l\($0 - 1);", count: 10))\">" }.joined()
    #expect(fault("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY l0 \"ha\">\(lines)]><l>&l9;</l>") == .entityDeclared)
    #expect(fault("<!doctype a SYSTEM \"file:///etc/passwd\"><a/>") == .entityDeclared)
    #expect(fault("<a>&undeclared;</a>") == .malformedXML)
  }

  @Test func depthAndSize() {
    func nested(_ depth: Int) -> String { String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth) }
    #expect(fault(nested(32)) == nil)
    #expect(fault(nested(33)) == .tooDeep)
    #expect(fault(nested(30_000)) == .tooDeep)
    #expect(fault(String(repeating: "<a>", count: 300_000)) == .tooLarge)
    #expect(fault("<a " + (0..<20_000).map { "a\($0)=\"\"" }.joined(separator: " ") + "/>") == .malformedXML)
  }

  @Test("Not well-formed", arguments: ["<a>", "<a></b>", "<a/><b/>", "<a><b>1</b></a>x", "<a><b><c>1</b></a>", "<a>1</a", "<a b=\"1\" b=\"2\"/>", "<a>&#0;</a>", "<n:a/>", "text", "<a><b></a></b>", "<?xml version=\"1.0\"?>", "<a b=c/>"])
  func malformed(text: String) {
    #expect(fault(text) == .malformedXML)
  }
}
