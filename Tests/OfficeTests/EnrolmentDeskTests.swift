import Access
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Storage
import SwiftASN1
import Testing
import Traffic
import X509

@testable import Office

@Suite("Where devices get their certificates")
struct EnrolmentDeskTests {
  private let office: TestOffice
  private let desk: EnrolmentDesk

  init() throws {
    office = try TestOffice()
    desk = EnrolmentDesk(parts: office.parts)
  }

  private func refusal(_ body: Data, from source: String? = nil) -> EnrolmentRefusal? {
    do throws(EnrolmentRefusal) {
      _ = try desk.enrol(body, from: source.flatMap { NetworkAddress($0) })
      return nil
    } catch {
      return error
    }
  }

  @Test("a code is worth one certificate, whose key never left the device")
  func enrols() throws {
    let device = TestDevice()
    let request = try device.request(office.code())
    let answer = try desk.enrol(request, from: nil)
    let certificate = try Certificate(pemEncoded: answer.certificate)
    let authority = try Certificate(pemEncoded: answer.chain)
    #expect(answer.camera == "reads" && certificate.publicKey == device.key.publicKey)
    #expect(authority.publicKey.isValidSignature(certificate.signature, for: certificate))
    #expect(answer.notAfter.timeIntervalSince(TestOffice.now) == 7 * 86_400 && answer.renewAfter < answer.notAfter)
    let identity = try #require(try office.identity(answer))
    #expect(office.parts.directory.current.camera(provenBy: identity, at: TestOffice.now) != nil, "known without waiting")
    #expect(refusal(request) == .unknownCode, "used")
    #expect(refusal(try device.request(EnrolmentCode()), from: "10.0.0.2") == .unknownCode, "unknown")
  }

  @Test("what is no request is told so, and uses no code up")
  func bad() throws {
    let code = try office.code()
    let csr = try TestDevice().csr
    let bodies = [
      "", "{}", "[]", "{\"code\":1}", "{\"code\":\"\(code.text)\",\"csr\":\"nothing\"}", "{\"code\":\"\(code.text)\",\"csr\":\"x\",\"signingKey\":\"AAAA\"}",
    ]
    for (number, body) in bodies.enumerated() {
      let refused = refusal(Data(body.utf8), from: "10.0.0.\(number)")
      #expect(refused == .malformed || refused == .unsuitable(.malformedRequest), "\(body)")
    }
    let large = try CertificateSigningRequest(
      version: .v1, subject: DistinguishedName { CommonName("x") }, privateKey: .init(P384.Signing.PrivateKey()), attributes: .init(),
      signatureAlgorithm: .ecdsaWithSHA384
    ).serializeAsPEM().pemString
    #expect(refusal(try JSONEncoder().encode(["code": code.text, "csr": large]), from: "10.1.0.1") == .unsuitable(.unsuitableKey))
    #expect(refusal(try JSONEncoder().encode(["code": "0", "csr": csr]), from: "10.1.0.2") == .unknownCode)
    #expect(refusal(try JSONEncoder().encode(["code": code.text.lowercased(), "csr": csr]), from: "10.1.0.3") == nil)
  }

  @Test("an address has a few tries, and another address its own")
  func limits() throws {
    let body = try TestDevice().request(EnrolmentCode())
    for _ in 1...5 { #expect(refusal(body, from: "10.0.0.1") == .unknownCode) }
    #expect(refusal(body, from: "10.0.0.1") == .tooMany && refusal(body, from: "::ffff:10.0.0.1") == .tooMany)
    #expect(refusal(body, from: "10.0.0.2") == .unknownCode)
    for last in 1...5 { #expect(refusal(body, from: "2001:db8::\(last)") == .unknownCode) }
    #expect(refusal(body, from: "2001:db8::6") == .tooMany, "one customer")
    #expect(refusal(body, from: "2001:db8:1::6") == .unknownCode)
  }

  @Test("what is remembered of addresses is bounded, and time gives tries back")
  func bounded() {
    let limits = AddressLimits(size: 2, refillSeconds: 10, now: TestOffice.now)
    let one = NetworkAddress("10.0.0.1")
    #expect(limits.take(from: one, at: TestOffice.now) && limits.take(from: one, at: TestOffice.now) && !limits.take(from: one, at: TestOffice.now))
    #expect(!limits.take(from: one, at: TestOffice.now + 9) && limits.take(from: one, at: TestOffice.now + 11))
    for number in 0..<20_000 { _ = limits.take(from: NetworkAddress(bytes: [10, 1, UInt8(number >> 8), UInt8(number & 255)]), at: TestOffice.now + 12) }
    #expect(limits.count <= 2 * 4096)
  }

  @Test("a certificate is renewed with the one before, for the same key or a new one")
  func renews() throws {
    let first = try desk.enrol(TestDevice().request(office.code()), from: nil)
    let identity = try #require(try office.identity(first))
    let same = try desk.renew(Data(), identity)
    #expect(try office.identity(same)?.pin == identity.pin)
    let device = TestDevice()
    let fresh = try desk.renew(JSONEncoder().encode(["csr": device.csr]), identity)
    let next = try #require(try office.identity(fresh))
    #expect(next.pin != identity.pin && next.camera == TestOffice.reads)
    let contents = office.parts.directory.current
    #expect(contents.camera(provenBy: next, at: TestOffice.now) != nil && contents.camera(provenBy: identity, at: TestOffice.now) != nil)
    try office.parts.store.usePin(next.pin)
    try office.parts.directory.refresh(from: office.parts.store)
    #expect(throws: EnrolmentRefusal.noCertificate) { try desk.renew(Data(), identity) }
    #expect(throws: EnrolmentRefusal.noCertificate) { try desk.renew(Data(), nil) }
    #expect(throws: EnrolmentRefusal.malformed) { try desk.renew(Data("[".utf8), next) }
    #expect(throws: EnrolmentRefusal.unsuitable(.malformedRequest)) { try desk.renew(Data(#"{"csr":"x"}"#.utf8), next) }
  }

  @Test("the listener answers in JSON, never repeats a code, and takes no large bodies")
  func listener() async throws {
    let router = CameraRouter(parts: office.parts, intake: office.intake).build()
    let code = try office.code()
    let body = try TestDevice().request(code)
    try await Application(router: router).test(.router) { client in
      let wrong = try await client.execute(uri: "/v1/enrol", method: .post, body: ByteBuffer(bytes: try TestDevice().request(EnrolmentCode())))
      #expect(wrong.status == .unauthorized && String(buffer: wrong.body).contains("\"code\":\"unknownCode\""))
      let good = try await client.execute(uri: "/v1/enrol", method: .post, body: ByteBuffer(bytes: body))
      #expect(good.status == .ok && good.headers[.cacheControl] == "no-store" && !String(buffer: good.body).contains(code.text))
      let none = try await client.execute(uri: "/v1/renew", method: .post)
      #expect(none.status == .unauthorized)
      let large = try await client.execute(uri: "/v1/enrol", method: .post, body: ByteBuffer(bytes: Data(count: 100_000)))
      #expect(large.status == .badRequest)
      var last: HTTPResponse.Status = .ok
      for _ in 1...6 { last = try await client.execute(uri: "/v1/enrol", method: .post, body: ByteBuffer(bytes: body)).status }
      #expect(last == .tooManyRequests)
    }
  }

  @Test("a post over the camera's rate or size is refused in its dialect and told to wait")
  func limitsOfPosts() async throws {
    try office.set(CameraTerms(perSecond: 0.2, bodyBytes: 1000))
    let router = CameraRouter(parts: office.parts, intake: office.intake).build()
    try await Application(router: router).test(.router) { client in
      func post(_ body: String) async throws -> TestResponse {
        try await client.execute(
          uri: "/v1/captures/key-of-reads", method: .post, headers: [.contentType: "application/json"], body: ByteBuffer(string: body))
      }
      #expect(try await post(TestOffice.capture("\"id\":\"\(String(repeating: "x", count: 1000))\"")).status == .contentTooLarge)
      #expect(try await post(TestOffice.capture("\"id\":\"1\"")).status == .created)
      let refused = try await post(TestOffice.capture("\"id\":\"2\""))
      #expect(refused.status == .tooManyRequests && refused.headers[.retryAfter] == "5" && String(buffer: refused.body).contains("tooMany"))
    }
  }
}
