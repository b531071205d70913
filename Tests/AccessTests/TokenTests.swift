import Access
import Foundation
import Testing

@Suite("Tokens")
struct TokenTests {
  @Test("A token is 32 bytes, written for addresses")
  func length() throws {
    let text = Token().text
    #expect(text.count == 43)
    #expect(text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    let base64 = text.replacing("-", with: "+").replacing("_", with: "/") + "="
    #expect(Data(base64Encoded: base64)?.count == 32)
  }

  @Test("No two tokens are the same")
  func unique() { #expect(Set((0..<1000).map { _ in Token().text }).count == 1000) }

  @Test("The stored hash is the SHA-256 of the text")
  func hash() {
    let expected = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    let hex = Token(presented: "abc").hash.map { String(format: "%02x", $0) }.joined()
    #expect(hex == expected, "FIPS 180-4, the example message `abc`")
  }
}
