import Crypto
import Foundation
import Sealing
import Testing
import Traffic

@Suite("Altered bytes")
struct TamperingTests {
  @Test("Whichever byte of a sealed pass is altered, it is refused with a typed fault")
  func pass() async throws {
    let country = try Country(2, of: 3)
    var epoch = try await country.open()
    let reading = plate("01A123BC")
    let sealed = try epoch.seal([reading], scope(), pictures: [Data(repeating: 7, count: 100)])
    let bytes = sealed.bytes
    #expect(try SealedRecord(bytes: bytes) == sealed)
    let token = try country.token(reading, scope(), epoch.record, from: [0, 1])
    let answers = try country.answers(sealed.request(for: reading), epoch.record, from: [0, 1])
    // All of the head, and of the long pictures every thousandth byte.
    for index in Array(0..<800) + Array(stride(from: 800, to: bytes.count, by: 1000)) + [bytes.count - 1] {
      #expect(throws: SealingFault.self, "byte \(index)") {
        try SealedRecord(bytes: bytes.altered(at: index)).open(token: token, answers: answers, holders: country.holders)
      }
    }
    for length in Array(0..<700) { #expect(throws: SealingFault.self) { try SealedRecord(bytes: bytes.prefix(length)) } }
    #expect(throws: SealingFault.malformed("sealed pass")) { try SealedRecord(bytes: bytes + [0]) }
  }

  @Test("Whichever byte of an epoch's record is altered, some holder's custody check fails")
  func record() async throws {
    let country = try Country(2, of: 3)
    let record = try country.secrets().record
    let bytes = record.bytes
    #expect(try EpochRecord(bytes: bytes) == record)
    // All of the head with its commitments, and every seventh byte of the capsules, each of which is long.
    for index in bytes.indices where index < 300 || index % 7 == 0 {
      #expect(throws: SealingFault.self, "byte \(index)") {
        let altered = try EpochRecord(bytes: bytes.altered(at: index))
        for key in country.keys { _ = try HolderOpening(altered, with: key).holder }
      }
    }
    for length in stride(from: 0, to: bytes.count, by: 7) { #expect(throws: SealingFault.self) { try EpochRecord(bytes: bytes.prefix(length)) } }
  }

  @Test("A server that gives one holder other secrets than it committed to is found out")
  func swappedCapsule() throws {
    let country = try Country(2, of: 3)
    let (record, other) = (try country.secrets().record, try country.secrets().record)
    // The other epoch's capsule is well-formed and opens, so only its context or its commitments can give it away.
    let start = record.bytes.count - record.capsules[2].bytes.count
    let mixed = record.bytes.prefix(start) + other.capsules[2].bytes
    #expect(throws: SealingFault.malformed("epoch record")) { try EpochRecord(bytes: mixed) }
    let falseCommitments = record.bytes.replacing(record.commitments[1].bytes, with: other.commitments[1].bytes)
    #expect(throws: SealingFault.commitmentBroken(country.holders.holders[0])) {
      _ = try HolderOpening(EpochRecord(bytes: falseCommitments), with: country.keys[0]).holder
    }
    #expect(try HolderOpening(EpochRecord(bytes: falseCommitments), with: country.keys[1]).holder == country.holders.holders[1])
  }

  @Test("A holder opens its own capsule only, with its own key of that day only")
  func wrongKey() throws {
    let country = try Country(2, of: 3)
    let stranger = try Country(2, of: 3)
    let record = try country.secrets().record
    #expect(throws: SealingFault.capsuleForAnother(country.holders.holders[0])) { _ = try HolderOpening(record, with: stranger.keys[0]).holder }
  }

  @Test("A day key needs its holder's own signature, over every byte")
  func dayKey() throws {
    let identity = Curve25519.Signing.PrivateKey()
    let pair = try DayKeyPair(holder: HolderID(rawValue: "court")!, day: UTCDay("2026-11-21")!, signedWith: identity)
    let bytes = pair.published.bytes
    #expect(try DayKey(bytes: bytes, signedBy: identity.publicKey) == pair.published)
    #expect(throws: SealingFault.self) { try DayKey(bytes: bytes, signedBy: Curve25519.Signing.PrivateKey().publicKey) }
    for index in bytes.indices {
      #expect(throws: SealingFault.self, "byte \(index)") { try DayKey(bytes: bytes.altered(at: index), signedBy: identity.publicKey) }
    }
    #expect(throws: SealingFault.unknownSuite(2)) { try DayKey(bytes: Data([2]) + bytes.dropFirst(), signedBy: identity.publicKey) }
  }

  @Test("A stored seed takes its own key up again and no other")
  func seed() throws {
    let country = try Country(2, of: 3)
    let record = try country.secrets().record
    let seed = country.keys[0].withSeed { Data($0) }
    let again = try DayKeyPair(seed: seed, published: country.keys[0].published)
    #expect(try HolderOpening(record, with: again).holder == country.holders.holders[0])
    #expect(throws: SealingFault.self) { try DayKeyPair(seed: seed, published: country.keys[1].published) }
    #expect(throws: SealingFault.self) { try DayKeyPair(seed: seed.prefix(31), published: country.keys[0].published) }
  }
}

extension Data {
  fileprivate func altered(at index: Int) -> Data {
    var copy = self
    copy[index] ^= UInt8.random(in: 1...255)
    return copy
  }
}
