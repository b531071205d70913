import Crypto
import Foundation
import Testing

@testable import Access

/// The test vectors of WebAuthn Level 3, section 16. Their authenticators verify nobody and are for `https://example.org`.
@Suite("Passkeys: the standard's own vectors")
struct PublishedVectorTests {
  private static let party = RelyingParty(address: "https://example.org")

  /// Section 16.2, attestation none with ES256.
  private static let challenge = Data(hex: "00c30fb78531c464d2b6771dab8d7b603c01162f2fa486bea70f283ae556e130")
  private static let credential = Data(hex: "f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4")
  private static let attestation = Data(
    hex: """
      a363666d74646e6f6e656761747453746d74a068617574684461746158a4bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b559000000008446ccb9\
      ab1db374750b2367ff6f3a1f0020f91f391db4c9b2fde0ea70189cba3fb63f579ba6122b33ad94ff3ec330084be4a5010203262001215820afefa16f97ca9b2d23eb86ccb64098\
      d20db90856062eb249c33a9b672f26df61225820930a56b87a2fca66334b03458abf879717c12cc68ed73290af2e2664796b9220
      """)
  private static let creationClient = Data(
    hex: """
      7b2274797065223a22776562617574686e2e637265617465222c226368616c6c656e6765223a22414d4d507434557878475453746e63647134313759447742466938767049612d70\
      77386f4f755657345441222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73652c2265787472614461\
      7461223a22636c69656e74446174614a534f4e206d617920626520657874656e6465642077697468206164646974696f6e616c206669656c647320696e2074686520667574757265\
      2c207375636820617320746869733a20426b5165446a646354427258426941774a544c453551227d
      """)
  private static let assertionData = Data(hex: "bfabc37432958b063360d3ad6461c9c4735ae7f8edd46592a5e0f01452b2e4b51900000000")
  private static let assertionClient = Data(
    hex: """
      7b2274797065223a22776562617574686e2e676574222c226368616c6c656e6765223a224f63446e55685158756c5455506f334a5558543049393770767a7a59425039745a6368\
      5879617630314167222c226f726967696e223a2268747470733a2f2f6578616d706c652e6f7267222c2263726f73734f726967696e223a66616c73657d
      """)
  private static let assertionSignature = Data(
    hex: """
      3046022100f50a4e2e4409249c4a853ba361282f09841df4dd4547a13a87780218deffcd380221008480ac0f0b93538174f575bf11a1dd5d78c6e486013f937295ea13653e331e87
      """)

  @Test("A credential that is made: client data, attestation object, authenticator data and key")
  func creation() throws {
    let client = try ClientData(Self.creationClient)
    #expect(client.challenge == Challenge(bytes: Self.challenge) && client.origin == Self.party.origin && client.type == ClientData.Kind.creation.rawValue)
    let object = try CBOR(Self.attestation)
    let data = try AuthenticatorData(#require(object[.text("authData")]?.bytes))
    #expect(data.relyingPartyHash == Data(SHA256.hash(data: Data(Self.party.id.utf8))))
    #expect(data.flags == [.userPresent, .backupEligible, .backedUp, .attested] && data.counter == 0)
    let credential = try #require(data.credential)
    #expect(credential.id == Self.credential)
    _ = try COSEKey(credential.key)
  }

  @Test("All of it together is refused for one reason alone: the vector's authenticator did not verify its user")
  func creationAsAWhole() throws {
    let json = """
      {"id":"\(Self.credential.base64URLEncoded)","rawId":"\(Self.credential.base64URLEncoded)","type":"public-key","response":{"clientDataJSON":\
      "\(Self.creationClient.base64URLEncoded)","attestationObject":"\(Self.attestation.base64URLEncoded)"}}
      """
    let answer = try RegistrationAnswer(json: Data(json.utf8))
    let person = Person(name: "x", roles: [.officer], createdAt: Date(timeIntervalSince1970: 0))
    #expect(throws: PasskeyFault.notVerified) {
      _ = try answer.passkey(of: person, name: "x", at: Self.party, now: Date(timeIntervalSince1970: 0)) { $0.bytes == Self.challenge }
    }
  }

  @Test("Its signature holds for what was signed and for nothing else")
  func assertion() throws {
    let object = try CBOR(Self.attestation)
    let made = try AuthenticatorData(#require(object[.text("authData")]?.bytes))
    let key = try COSEKey(#require(made.credential).key)
    let signed = Self.assertionData + SHA256.hash(data: Self.assertionClient)
    #expect(key.isValid(Self.assertionSignature, for: signed))
    for place in signed.indices {
      var changed = signed
      changed[place] ^= 1
      #expect(!key.isValid(Self.assertionSignature, for: changed))
    }
    let used = try AuthenticatorData(Self.assertionData)
    #expect(used.flags == [.userPresent, .backupEligible, .backedUp] && used.credential == nil)
  }
}
