import Foundation
import SoftAuthenticator
import Testing

@testable import Access

@Suite("Passkeys: answers that were tampered with")
struct PasskeyMutationTests {
  /// The same mutations on every run.
  private struct Dice: RandomNumberGenerator {
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ state >> 29
    }
  }

  private static let rounds = 10_000

  private static func mutate(_ bytes: Data, _ dice: inout Dice) -> Data {
    var bytes = [UInt8](bytes)
    for _ in 0..<Int.random(in: 1...3, using: &dice) {
      let place = bytes.indices.randomElement(using: &dice) ?? 0
      switch Int.random(in: 0..<5, using: &dice) {
      case 0 where !bytes.isEmpty: bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &dice)
      case 1 where !bytes.isEmpty: bytes[place] = .random(in: .min ... .max, using: &dice)
      case 2 where !bytes.isEmpty: bytes.remove(at: place)
      case 3: bytes.insert(.random(in: .min ... .max, using: &dice), at: bytes.isEmpty ? 0 : place)
      default: bytes = Array(bytes.prefix(place))
      }
    }
    return Data(bytes)
  }


  @Test("No mutation of an assertion verifies, and none crashes")
  func assertions() async throws {
    let desk = PasskeyDesk()
    let authenticator = try await desk.enrolled(for: desk.officer)
    let passkey = try #require(try await desk.door.passkeys(of: desk.officer.id).first)
    let real = try AssertionAnswer(json: authenticator.get(desk.door.signInOptions(now: desk.now)))
    let challenge = try ClientData(real.clientDataJSON).challenge
    func verifies(_ answer: AssertionAnswer) -> Bool {
      (try? answer.used(passkey, of: desk.officer, at: PasskeyDesk.party, now: desk.now) { $0 == challenge }) != nil
    }
    #expect(verifies(real))
    var dice = Dice()
    var passed = 0
    for round in 0..<Self.rounds {
      var parts = [real.clientDataJSON, real.authenticatorData, real.signature]
      let before = parts
      parts[round % 3] = Self.mutate(parts[round % 3], &dice)
      guard parts != before else { continue }
      let id = SoftAuthenticator.base64URL(passkey.id)
      let json = """
        {"id":"\(id)","rawId":"\(id)","type":"public-key","response":{"clientDataJSON":"\(parts[0].base64URLEncoded)","authenticatorData":\
        "\(parts[1].base64URLEncoded)","signature":"\(parts[2].base64URLEncoded)","userHandle":"\(authenticator.userHandle)"}}
        """
      if verifies(try AssertionAnswer(json: Data(json.utf8))) { passed += 1 }
    }
    #expect(passed == 0)
  }

  @Test("No mutation of an attestation object makes a passkey of another key, and none crashes")
  func attestations() async throws {
    let desk = PasskeyDesk()
    var authenticator = SoftAuthenticator(at: PasskeyDesk.party)
    let options = try await desk.door.additionalOptions(for: desk.officer.id, now: desk.now)
    let real = try RegistrationAnswer(json: authenticator.create(options))
    let id = SoftAuthenticator.base64URL(authenticator.id)
    let challenge = try ClientData(real.clientDataJSON).challenge
    var dice = Dice()
    for _ in 0..<Self.rounds {
      let object = Self.mutate(real.attestationObject, &dice)
      let json = """
        {"id":"\(id)","rawId":"\(id)","type":"public-key","response":{"clientDataJSON":"\(real.clientDataJSON.base64URLEncoded)","attestationObject":\
        "\(object.base64URLEncoded)"}}
        """
      let answer = try RegistrationAnswer(json: Data(json.utf8))
      guard let made = try? answer.passkey(of: desk.officer, name: "x", at: PasskeyDesk.party, now: desk.now, isExpected: { $0 == challenge }) else { continue }
      // Nobody vouches for a new credential but the connection that it came by: what of it is free may differ (counter, model, flags).
      #expect(made.id == authenticator.id && made.key == authenticator.coseKey)
    }
  }

  @Test("Nothing that somebody posts crashes the readers of answers")
  func garbage() throws {
    var dice = Dice()
    let desk = PasskeyDesk()
    var authenticator = SoftAuthenticator(at: PasskeyDesk.party)
    let party = PasskeyDesk.party
    let creation = try authenticator.create(CreationOptions(challenge: Challenge(), for: desk.officer, known: [], at: party))
    let request = try authenticator.get(RequestOptions(challenge: Challenge(), at: party))
    for _ in 0..<Self.rounds / 2 {
      _ = try? RegistrationAnswer(json: Self.mutate(creation, &dice))
      _ = try? AssertionAnswer(json: Self.mutate(request, &dice))
      _ = try? CBOR(Data((0..<40).map { _ in UInt8.random(in: .min ... .max, using: &dice) }))
    }
    for text in ["", "{}", "[]", "null", "{\"id\":\"\",\"rawId\":\"\",\"type\":\"public-key\",\"response\":{}}", String(repeating: "[", count: 30_000)] {
      #expect(throws: PasskeyFault.malformed) { _ = try RegistrationAnswer(json: Data(text.utf8)) }
      #expect(throws: PasskeyFault.malformed) { _ = try AssertionAnswer(json: Data(text.utf8)) }
    }
    #expect(throws: PasskeyFault.malformed) { _ = try AssertionAnswer(json: Data(repeating: 0x20, count: AssertionAnswer.longest + 1)) }
  }
}
