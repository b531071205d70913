import Foundation
import Testing

@testable import Access

@Suite("Enrolment codes")
struct EnrolmentCodeTests {
  @Test("are read as people type them")
  func typed() throws {
    let code = EnrolmentCode()
    #expect(code.text.count == 23 && code.text.split(separator: "-").map(\.count) == [5, 5, 5, 5])
    #expect(EnrolmentCode(typed: code.text) == code)
    #expect(EnrolmentCode(typed: " \(code.text.lowercased().replacing("-", with: " ")) ") == code)
    #expect(EnrolmentCode(typed: "OIL00-00000-00000-00000")?.text == "01100-00000-00000-00000")
  }

  @Test("are nothing else", arguments: ["", "-----", "ABCDE-FGHJK-MNPQR-STVW", "ABCDE-FGHJK-MNPQR-STVWXY", "ABCDE-FGHJK-MNPQR-STVWU", "ABCDE_FGHJK_MNPQR_STVWX"])
  func others(text: String) { #expect(EnrolmentCode(typed: text) == nil) }

  @Test("are not drawn twice, and are stored as a hash that tells nothing")
  func drawn() {
    let codes = Set((0..<200).map { _ in EnrolmentCode() })
    #expect(codes.count == 200 && Set(codes.map(\.hash)).count == 200)
    #expect(codes.allSatisfy { $0.hash.count == 32 })
  }

  @Test("Terms say where a camera may send from, and outlive being written down")
  func terms() throws {
    let terms = CameraTerms(
      sources: [AddressRange("10.2.0.0/24")!, AddressRange("fd00::/8")!], perSecond: 0.5, bodyBytes: 8 << 20, isWeak: true)
    #expect(try JSONDecoder().decode(CameraTerms.self, from: JSONEncoder().encode(terms)) == terms)
    #expect(terms.admits(NetworkAddress("10.2.0.9")) && terms.admits(NetworkAddress("::ffff:10.2.0.9")) && terms.admits(NetworkAddress("fd12::1")))
    #expect(!terms.admits(NetworkAddress("10.2.1.9")) && !terms.admits(nil))
    #expect(CameraTerms().admits(nil) && CameraTerms().burst == 1000 && terms.burst == 5)
    #expect(throws: DecodingError.self) {
      try JSONDecoder().decode(CameraTerms.self, from: Data(#"{"sources":["10.2.0.1/8"],"perSecond":1,"isWeak":false}"#.utf8))
    }
  }
}
