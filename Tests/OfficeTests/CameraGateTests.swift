import Access
import CameraProtocols
import Crypto
import Foundation
import HTTPTypes
import Storage
import SwiftASN1
import Testing
import Traffic
import X509

@testable import Office

/// A device with a key of its own.
struct TestDevice {
  let key = Certificate.PrivateKey(P256.Signing.PrivateKey())

  var csr: String {
    get throws {
      try CertificateSigningRequest(
        version: .v1, subject: DistinguishedName { CommonName("device") }, privateKey: key, attributes: .init(), signatureAlgorithm: .ecdsaWithSHA256
      ).serializeAsPEM().pemString
    }
  }

  /// What it sends to be enrolled.
  func request(_ code: EnrolmentCode, signingKey: Data? = nil) throws -> Data {
    var fields = ["code": code.text, "csr": try csr]
    if let signingKey { fields["signingKey"] = signingKey.base64EncodedString() }
    return try JSONEncoder().encode(fields)
  }
}

extension TestOffice {
  static let reads = CameraID(rawValue: "reads")!
  static let blind = CameraID(rawValue: "blind")!

  func code(for camera: CameraID = reads) throws -> EnrolmentCode {
    let code = EnrolmentCode()
    try parts.store.saveEnrolmentCode(hash: code.hash, for: camera, endsAt: Self.now + 3600)
    return code
  }

  /// Whom a certificate is of, as the handshake finds it.
  func identity(_ answer: EnrolmentAnswer) throws -> CameraIdentity? {
    parts.certificates.identity(
      of: try Certificate(pemEncoded: answer.certificate).der, in: parts.configuration.cameraAccess.authority, now: Self.now)
  }

  func set(_ terms: CameraTerms, of camera: CameraID = reads) throws {
    try parts.store.setTerms(terms, of: camera)
    try parts.directory.refresh(from: parts.store)
  }
}

@Suite("Who may send")
struct CameraGateTests {
  private let office: TestOffice
  private let gate: CameraGate

  init() throws {
    office = try TestOffice()
    gate = CameraGate(parts: office.parts)
  }

  private func admits(
    _ key: String? = nil, _ identity: CameraIdentity? = nil, from source: String? = "10.2.0.9", by gate: CameraGate? = nil
  ) -> CameraID? {
    let call = CameraCall(key: key, identity: identity, source: source.flatMap { NetworkAddress($0) })
    let gate = gate ?? self.gate
    let slow = try? gate.admit(call, speaking: .gantry).camera.id
    #expect(gate.admitFromMemory(call, speaking: .gantry)?.camera.id == slow, "both ways say the same")
    return slow
  }

  private func enrolled(_ camera: CameraID = TestOffice.reads) throws -> CameraIdentity {
    let answer = try EnrolmentDesk(parts: office.parts).enrol(TestDevice().request(office.code(for: camera)), from: nil)
    return try #require(try office.identity(answer))
  }

  @Test("a key, or a certificate, or both of one camera")
  func both() throws {
    let identity = try enrolled()
    #expect(admits("key-of-reads") == TestOffice.reads)
    #expect(admits(nil, identity) == TestOffice.reads)
    #expect(admits("key-of-reads", identity) == TestOffice.reads)
    #expect(admits("key-of-blind", identity) == nil, "nobody sends in another's name")
    #expect(admits("nobody", identity) == nil && admits("nobody") == nil && admits() == nil && admits("") == nil)
    #expect(throws: Refusal.unknownDevice) { try gate.admit(CameraCall(identity: identity), speaking: .hikvision) }
  }

  @Test("who is revoked is out at once, by key and by certificate, and nothing makes it good")
  func revoked() throws {
    let identity = try enrolled()
    try office.parts.store.revoke(TestOffice.reads)
    try office.parts.directory.refresh(from: office.parts.store)
    #expect(admits("key-of-reads") == nil && admits(nil, identity) == nil && admits("key-of-blind", identity) == nil)
    #expect(admits("key-of-blind") == TestOffice.blind)
    let again = try enrolled()
    #expect(admits(nil, again) == TestOffice.reads && admits(nil, identity) == nil)
  }

  @Test("a camera with addresses sends from them alone")
  func sources() throws {
    let identity = try enrolled()
    try office.set(CameraTerms(sources: [AddressRange("10.2.0.0/24")!]))
    #expect(admits("key-of-reads") == TestOffice.reads && admits(nil, identity) == TestOffice.reads)
    for source in ["10.2.1.9", "::1", nil] {
      #expect(admits("key-of-reads", from: source) == nil && admits(nil, identity, from: source) == nil)
      #expect(admits("key-of-blind", from: source) == TestOffice.blind)
    }
    #expect(admits("key-of-reads", from: "::ffff:10.2.0.1") == TestOffice.reads)
  }

  @Test("where certificates are required a key is enough for weak cameras alone, and beyond this machine only with an address")
  func required() throws {
    let identity = try enrolled()
    var parts = office.parts
    parts.configuration.cameraAccess.certificates = .required
    let near = CameraGate(parts: parts)
    parts.configuration.cameras.host = "10.0.0.1"
    let far = CameraGate(parts: parts)
    for gate in [near, far] {
      #expect(admits("key-of-reads", by: gate) == nil && admits(nil, identity, by: gate) == TestOffice.reads)
      #expect(admits("key-of-reads", identity, by: gate) == TestOffice.reads)
    }
    try office.set(CameraTerms(isWeak: true))
    #expect(admits("key-of-reads", by: near) == TestOffice.reads && admits("key-of-reads", by: far) == nil)
    try office.set(CameraTerms(sources: [AddressRange("10.2.0.0/24")!], isWeak: true))
    #expect(admits("key-of-reads", by: far) == TestOffice.reads && admits("key-of-reads", from: "10.3.0.1", by: far) == nil)
  }

  @Test("a camera may send so much at once, over all its connections, and no more until it has waited")
  func rate() throws {
    try office.set(CameraTerms(perSecond: 0.2, bodyBytes: 1000))
    let first = try gate.admit(CameraCall(key: "key-of-reads", source: nil), speaking: .gantry)
    let second = try gate.admit(CameraCall(key: "key-of-reads", source: nil), speaking: nil)
    #expect(first.mostBytes == 1000)
    #expect(first.allowance.take(at: TestOffice.now) && second.allowance.take(at: TestOffice.now) && !first.allowance.take(at: TestOffice.now))
    second.allowance.giveBack()
    #expect(first.allowance.take(at: TestOffice.now) && !second.allowance.take(at: TestOffice.now + 4))
    #expect(second.allowance.take(at: TestOffice.now + 5.1))
    let other = try gate.admit(CameraCall(key: "key-of-blind", source: nil), speaking: .gantry)
    #expect(other.allowance.take(at: TestOffice.now) && other.mostBytes == office.parts.configuration.intake.maximumBodyBytes)
  }

  @Test("a camera that signs is believed with its signature alone")
  func signatures() throws {
    let key = Curve25519.Signing.PrivateKey()
    _ = try EnrolmentDesk(parts: office.parts).enrol(
      TestDevice().request(office.code(), signingKey: key.publicKey.rawRepresentation), from: nil)
    let admitted = try gate.admit(CameraCall(key: "key-of-reads", source: nil), speaking: .gantry)
    let body = Data(TestOffice.capture().utf8)
    let name = try #require(AdmittedCamera.signatureField)
    let good = try key.signature(for: body)
    #expect(try admitted.signature(in: [name: good.base64EncodedString()], over: body)?.signature == good)
    for wrong in [nil, "", "no base64", good.base64EncodedString() + "AA", try Curve25519.Signing.PrivateKey().signature(for: body).base64EncodedString()] {
      var fields = HTTPFields()
      fields[name] = wrong
      #expect(throws: Refusal.badSignature) { try admitted.signature(in: fields, over: body) }
    }
    #expect(throws: Refusal.badSignature) { try admitted.signature(in: [name: good.base64EncodedString()], over: body + [0x20]) }
    let other = try gate.admit(CameraCall(key: "key-of-blind", source: nil), speaking: .gantry)
    #expect(try other.signature(in: [:], over: body) == nil)
  }

  @Test("the signature stands with the evidence of the case, and the body with it")
  func evidence() async throws {
    let body = TestOffice.capture("\"violation\":\"red-light\"")
    let signature = CaptureSignature(key: Data(count: 32), signature: Data(count: 64))
    let camera = try #require(office.parts.directory.camera(TestOffice.reads))
    let post = CameraPost(camera: camera, contentType: "application/json", body: Data(body.utf8), receivedAt: TestOffice.now, signature: signature)
    #expect(await office.intake.receive(post).status == 201)
    try await office.settleAll()
    let opened = try #require(try await office.onlyCase())
    #expect(opened.evidence.signature == signature)
    let facts = CaptureFacts(opened, surroundings: Surroundings(contents: office.parts.directory.current))
    #expect(facts.signatureLabel == "Ed25519 key 0000000000000000…, checked on arrival")
  }
}
