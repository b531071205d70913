import Crypto
import Foundation
import Keyholding
import Testing
import Traffic

/// Approving a warrant with a passkey: what a browser's authenticator signs.
@Suite("Approval with a passkey")
struct PasskeyTests {
  struct Authenticator {
    let key = P256.Signing.PrivateKey()
    var relyingParty = "gantry.example"
    var flags: UInt8 = 5
    var type = "webauthn.get"
    var origin = "https://gantry.example"
    var extra = ""

    func assertion(_ challenge: Data) throws -> PasskeyAssertion {
      let text = challenge.base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
      let client = Data(#"{"type":"\#(type)","challenge":"\#(text)","origin":"\#(origin)"\#(extra)}"#.utf8)
      let data = Data(SHA256.hash(data: Data(relyingParty.utf8))) + [flags, 0, 0, 0, 7]
      let signature = try key.signature(for: data + Data(SHA256.hash(data: client))).derRepresentation
      return PasskeyAssertion(authenticatorData: data, clientData: client, signature: signature)
    }
  }

  private func answer(_ authenticator: Authenticator, spoiling: (inout PasskeyAssertion) -> Void = { _ in }, otherWarrant: Bool = false) async throws
    -> Refusal?
  {
    let test = try await RefusalTests.Case()
    let names = ["officer", "supervisor"].map { PersonName(rawValue: $0)! }
    let keys = [
      ApprovalKey(
        person: names[0],
        proof: .passkey(
          publicKey: authenticator.key.publicKey.x963Representation, relyingParty: "gantry.example", origin: "https://gantry.example")),
      ApprovalKey(person: names[1], proof: .ed25519(test.land.supervisor.publicKey.rawRepresentation))
    ]
    let policy = try Policy(installation: Land.installation, purposes: ["stolen-vehicle"], approvalKeys: keys)
    test.land.close()
    let keyholder = try Keyholder(
      opening: test.land.folder(of: 0), passphrase: Land.passphrase, policy: policy, transparency: test.land.log.check)
    let good = try test.request()
    var assertion = try authenticator.assertion(otherWarrant ? random(32) : good.warrant.challenge)
    spoiling(&assertion)
    let request = try WarrantRequest(
      warrant: good.warrant, opening: good.opening, approvals: [Approval(person: names[0], evidence: .assertion(assertion)), good.approvals[1]],
      proof: good.proof, questions: good.questions)
    let read = try WarrantRequest(bytes: request.bytes)
    #expect(read == request)
    return await refusal { try await keyholder.decide(read, judge, now: Land.now) }
  }

  @Test("counts as its person's word for this warrant")
  func good() async throws {
    #expect(try await answer(Authenticator()) == nil)
    #expect(try await answer(Authenticator(flags: 0x1D, extra: #","crossOrigin":false"#)) == nil)
  }

  @Test("does not count from another page, without a finger or PIN, for another warrant, or altered", arguments: 0..<7)
  func bad(number: Int) async throws {
    let authenticators = [
      Authenticator(relyingParty: "gantry.example.net"), Authenticator(flags: 1), Authenticator(flags: 4), Authenticator(type: "webauthn.create"),
      Authenticator(origin: "https://gantry.example.net"), Authenticator(extra: #","crossOrigin":true"#)
    ]
    if number < authenticators.count {
      #expect(try await answer(authenticators[number]) == .approvalInvalid)
      return
    }
    #expect(try await answer(Authenticator(), otherWarrant: true) == .approvalInvalid)
    let other = try Authenticator().assertion(Data(count: 32))
    #expect(
      try await answer(Authenticator()) {
        $0 = PasskeyAssertion(authenticatorData: $0.authenticatorData, clientData: $0.clientData, signature: other.signature)
      } == .approvalInvalid)
    #expect(
      try await answer(Authenticator()) {
        $0 = PasskeyAssertion(authenticatorData: Data($0.authenticatorData.prefix(20)), clientData: Data(), signature: $0.signature)
      } == .approvalInvalid)
  }
}
