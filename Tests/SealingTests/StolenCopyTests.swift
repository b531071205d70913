import Crypto
import Foundation
import Sealing
import Testing
import Traffic

/// Somebody takes everything that rests: epoch records and sealed passes. They have the list of all plates, know every format, and guess.
@Suite("A stolen copy")
struct StolenCopyTests {
  static let canary = "canary: 71 km/h at 14:20:34"
  let plates = (0..<20).map { plate(String(format: "01A%03dBC", $0 * 7)) }
  let scopes = ["tas-001", "tas-002", "tas-003"].flatMap { camera in [498_685, 498_686].map { scope(camera, $0) } }

  struct Loot {
    var records: [EpochRecord] = []
    var passes: [(pass: SealedRecord, plate: RegionalPlate)] = []
    var bytes: [Data] { records.map(\.bytes) + passes.map(\.pass.bytes) }
  }

  @Test("says no plate and links no car across cameras, hours or starts; the holders' tokens find each")
  func nothing() async throws {
    let country = try Country(2, of: 3)
    let loot = try await steal(from: country)
    #expect(matches(in: loot, of: guessedTokens(loot)) == 0)
    // The same matching with what two holders answer finds every pass, so it was able to.
    var tokens: [PlateScope: Set<Data>] = [:]
    for scope in scopes {
      for reading in plates {
        for record in loot.records { tokens[scope, default: []].insert(try country.token(reading, scope, record, from: [0, 2])) }
      }
    }
    #expect(matches(in: loot, of: tokens) == loot.passes.count)
  }

  @Test("shows two passes as one car only at one camera, in one hour of one epoch")
  func links() async throws {
    let loot = try await steal(from: Country(2, of: 3))
    let sightings = Dictionary(grouping: loot.passes) { $0.pass.readings[0].token }
    for (_, passes) in sightings {
      #expect(Set(passes.map(\.pass.scope)).count == 1)
      #expect(Set(passes.map(\.pass.context)).count == 1)
      #expect(Set(passes.map(\.plate)).count == 1)
    }
    let distinct = Set(loot.passes.map { [AnyHashable($0.plate), AnyHashable($0.pass.scope), AnyHashable($0.pass.context)] })
    #expect(sightings.count == distinct.count)
    #expect(Set(loot.passes.map(\.pass.readings[0].wrappedKey)).count == loot.passes.count)
    #expect(Set(loot.passes.map(\.pass.body)).count == loot.passes.count)
    #expect(Set(loot.passes.map(\.pass.body.count)).count == 1 && Set(loot.passes.map(\.pass.pictures[0].count)).count == 1)
  }

  @Test("holds no plate, no word of a record and no picture's marker anywhere")
  func noClearText() async throws {
    let loot = try await steal(from: Country(2, of: 3), passes: 10)
    let needles = plates.map { Data($0.plate.text.utf8) } + [Data(Self.canary.utf8), Data("km/h".utf8), Data("JFIF\0".utf8)]
    for bytes in loot.bytes { for needle in needles { #expect(bytes.range(of: needle) == nil) } }
    // The search finds what is there.
    #expect(needles.allSatisfy { (loot.bytes[0] + $0 + loot.bytes[1]).range(of: $0) != nil })
  }

  private func steal(from country: Country, passes: Int = 150) async throws -> Loot {
    var loot = Loot()
    for _ in 0..<2 {
      var epoch = try await country.open()
      for number in 0..<passes {
        let (reading, scope) = (plates.randomElement()!, scopes.randomElement()!)
        let picture = Data([0xFF, 0xD8, 0xFF, 0xE0]) + Data("JFIF\0".utf8) + Data(count: Int.random(in: 0...9000))
        loot.passes.append((try epoch.seal([reading], scope, Self.canary, pictures: [picture], after: Double(number)), reading))
      }
      loot.records.append(epoch.record)
    }
    return loot
  }

  /// How many passes have one of the tokens that were made for their camera and hour.
  private func matches(in loot: Loot, of tokens: [PlateScope: Set<Data>]) -> Int {
    loot.passes.count { tokens[$0.pass.scope]?.contains($0.pass.readings[0].token) == true }
  }

  /// Every plate at every camera and hour, under every key that can be read or guessed from the loot, and without a key.
  private func guessedTokens(_ loot: Loot) -> [PlateScope: Set<Data>] {
    var guesses: [Data] = [Data(), Data(count: 32), Data(repeating: 255, count: 32)]
    for record in loot.records {
      guesses += record.commitments.map(\.bytes) + [record.context.bytes, record.context.bootNonce, Data(SHA256.hash(data: record.bytes))]
      guesses += record.capsules.flatMap {
        [$0.keyFingerprint, $0.ciphertext.prefix(32), $0.encapsulatedKey.suffix(32), Data(SHA256.hash(data: $0.bytes))]
      }
    }
    let keys = guesses.flatMap { key in
      [SymmetricKey(data: key)]
        + loot.records.map {
          HKDF<SHA256>.deriveKey(
            inputKeyMaterial: SymmetricKey(data: key), info: Data("gantry/v1/token".utf8) + $0.context.bytes, outputByteCount: 32)
        }
    }
    var tokens: [PlateScope: Set<Data>] = [:]
    for scope in scopes {
      for reading in plates {
        let message = Self.message(reading, scope)
        tokens[scope, default: []].insert(Data(SHA256.hash(data: message)).prefix(16))
        for key in keys { tokens[scope, default: []].insert(Data(HMAC<SHA256>.authenticationCode(for: message, using: key)).prefix(16)) }
      }
    }
    return tokens
  }

  private static func message(_ reading: RegionalPlate, _ scope: PlateScope) -> Data {
    func prefixed(_ text: String) -> Data { Data([UInt8(text.utf8.count)]) + Data(text.utf8) }
    return Data("gantry/v1/plate".utf8) + prefixed(scope.camera.rawValue) + withUnsafeBytes(of: scope.captureHour.bigEndian) { Data($0) }
      + prefixed(reading.region) + prefixed(reading.plate.text)
  }
}
