import Crypto
import Foundation
import Keyholding
import Sealing
import Testing
import Traffic

@Suite("A warrant's text")
struct WarrantTextTests {
  static func warrant() throws -> Warrant {
    let key = try P256.KeyAgreement.PrivateKey(rawRepresentation: Data(repeating: 7, count: 32)).publicKey.x963Representation
    return try Warrant(
      plates: [plate("01B777BB"), plate("01A123BC"), plate("01A123BC", nil)], cameras: [Land.cameras[1], Land.cameras[0], Land.cameras[1]],
      from: Date(hourSince1970: 500_000), to: Date(hourSince1970: 500_026), purpose: "stolen-vehicle", caseNumber: "2026/118 \"a\\b\"",
      requester: "Зарипова", recipient: RecipientKey(bytes: [2] + key), unsealBy: Land.now + 0.7, nonce: Data(0..<16))
  }

  @Test("is one text: sorted, without white space, the same for the same warrant")
  func canonical() throws {
    let warrant = try Self.warrant()
    let text = String(decoding: warrant.bytes, as: UTF8.self)
    let expected =
      #"{"cameras":["tas-001","tas-002"],"caseNumber":"2026/118 \"a\\b\"","from":"2027-01-15T08:00:00Z","kind":"warrant","#
      + #""nonce":"AAECAwQFBgcICQoLDA0ODw==","plates":[{"plate":"01A123BC","region":""},{"plate":"01A123BC","region":"UZ"},"#
      + #"{"plate":"01B777BB","region":"UZ"}],"purpose":"stolen-vehicle","recipient":""#
    #expect(text.hasPrefix(expected))
    #expect(text.hasSuffix(#""requester":"Зарипова","to":"2027-01-16T10:00:00Z","unsealBy":"2026-11-21T14:30:00Z","version":1}"#))
    #expect(try Warrant(bytes: warrant.bytes) == warrant)
    #expect(warrant.readings.map { "\($0.plate) \($0.region)" } == ["01A123BC ", "01A123BC UZ", "01B777BB UZ", "01B777BB "])
    #expect(warrant.days == 2 && warrant.hours == 500_000..<500_026)
    let opening = Data(repeating: 9, count: 32)
    #expect(warrant.commitment(opening: opening) == Data(HMAC<SHA256>.authenticationCode(for: warrant.bytes, using: .init(data: opening))))
    let digest = Data(SHA256.hash(data: warrant.bytes))
    #expect(warrant.challenge == Data(SHA256.hash(data: Data("gantry/v1/request".utf8) + digest)))
  }

  /// Each is the same warrant to a lenient reader, or another one to the next reader.
  @Test(
    "is refused in every other form",
    arguments: [
      (#""version":1"#, #""version":1.0"#), (#""version":1"#, #""version":1e0"#), (#""version":1"#, #""version":01"#),
      (#""version":1"#, #""version":+1"#), (#""version":1"#, #""version":2"#), (#""version":1"#, #""version":"1""#),
      (#""version":1"#, #""version":1,"version":1"#), (#""version":1"#, #""version":1,"zone":1"#), (#""version":1"#, #""version":true"#),
      (#""version":1"#, #""version":99999999999999999999"#), (#","version":1"#, ""), (#"{"cameras""#, #"{ "cameras""#), (#","kind""#, #", "kind""#),
      (#""tas-001","tas-002""#, #""tas-002","tas-001""#), (#""tas-001","tas-002""#, #""tas-001","tas-001","tas-002""#),
      (#""tas-001","tas-002""#, ""), (#""tas-001""#, #""tas 001""#), (#""stolen-vehicle""#, #""stolen\u002dvehicle""#),
      (#"2026/118"#, #"2026\/118"#), (#"08:00:00Z"#, #"08:00:01Z"#), (#"08:00:00Z"#, #"08:00:00.0Z"#), (#"T08:00:00Z"#, #" 08:00:00Z"#),
      (#"2027-01-15T08"#, #"2027-01-17T08"#), (#"2027-01-15T08"#, #"2027-02-30T08"#), (#"AAECAwQFBgcICQoLDA0ODw=="#, #"AAECAwQFBgcICQoLDA0ODw"#),
      (#"AAECAwQFBgcICQoLDA0ODw=="#, #"AAECAwQFBgcICQoLDA0ODx=="#), (#"AAECAwQFBgcICQoLDA0ODw=="#, #"AAEC"#), (#"01B777BB"#, #"01b777bb"#),
      (#""plate":"01B777BB","region":"UZ""#, #""region":"UZ","plate":"01B777BB""#), (#""recipient":"A"#, #""recipient":"B"#),
      (#"Зарипова"#, ""), (#"Зарипова"#, "a\nb"), (#"Зарипова"#, #"a\nb"#), (#"{"cameras""#, #"{"cameras":[],"cameras""#),
      (#""kind":"warrant""#, #""kind":"token-answer""#)
    ])
  func strict(part: String, other: String) throws {
    let text = String(decoding: try Self.warrant().bytes, as: UTF8.self)
    let changed = text.replacing(part, with: other, maxReplacements: 1)
    #expect(changed != text)
    #expect(throws: KeyholdingFault.self) { try Warrant(bytes: Data(changed.utf8)) }
  }

  @Test("is refused with anything before, behind or missing, and with bytes that are no text")
  func ends() throws {
    let bytes = try Self.warrant().bytes
    for count in 0..<bytes.count { #expect(throws: KeyholdingFault.self) { try Warrant(bytes: bytes.prefix(count)) } }
    for other in [bytes + [0x0A], [0x20] + bytes, bytes + bytes, Data(bytes.replacing(Data("Зар".utf8), with: Data([0xFF, 0xFE])))] {
      #expect(throws: KeyholdingFault.self) { try Warrant(bytes: other) }
    }
    #expect(throws: KeyholdingFault.self) { try Warrant(bytes: Data(repeating: UInt8(ascii: "["), count: 100_000)) }
    #expect(throws: KeyholdingFault.self) { try Warrant(bytes: Data(count: 300 << 10)) }
    for _ in 0..<3000 {
      var copy = bytes
      copy[Int.random(in: 0..<copy.count)] ^= UInt8.random(in: 1...255)
      if let other = try? Warrant(bytes: copy) { #expect(other.bytes == copy) }
    }
  }

  @Test("Requests and answers are read as strictly, and an answer needs its keyholder's signature over every byte")
  func files() async throws {
    let test = try await RefusalTests.Case()
    let request = try test.request()
    #expect(try WarrantRequest(bytes: request.bytes) == request)
    let answer = try await test.keyholder.decide(request, judge, now: Land.now)
    let bytes = answer.bytes
    #expect(try TokenAnswer(bytes: bytes, signedBy: test.keyholder.identity) == answer)
    for index in bytes.indices {
      var copy = bytes
      copy[index] ^= 1
      #expect(throws: KeyholdingFault.self, "byte \(index)") { try TokenAnswer(bytes: copy, signedBy: test.keyholder.identity) }
    }
    #expect(throws: KeyholdingFault.self) { try TokenAnswer(bytes: bytes, signedBy: Curve25519.Signing.PrivateKey().publicKey) }
    #expect(throws: KeyholdingFault.self) { try KeyReleaseAnswer(bytes: bytes, signedBy: test.keyholder.identity) }
    #expect(throws: KeyholdingFault.self) { try WarrantRequest(bytes: request.bytes.dropLast()) }
  }
}
