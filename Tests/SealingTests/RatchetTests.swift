import Crypto
import Foundation
import Sealing
import Testing
import Traffic

/// An intruder with all rights takes the memory of second t: every key the server has then. Computed here with the library's own HMAC and HKDF,
/// so that the test is also a check of ours.
@Suite("A live intruder")
struct RatchetTests {
  struct Memory {
    let tokenKeys: [SymmetricKey]
    var recordKeys: [SymmetricKey]

    init(_ secrets: borrowing SecretBytes, _ context: EpochContext, second: Int) {
      let secrets = (0..<secrets.count / 32).map { SymmetricKey(data: UnsafeRawBufferPointer(secrets.part($0, of: 32))) }
      func derived(_ label: String) -> [SymmetricKey] {
        secrets.map { HKDF<SHA256>.deriveKey(inputKeyMaterial: $0, info: Data(label.utf8) + context.bytes, outputByteCount: 32) }
      }
      tokenKeys = derived("gantry/v1/token")
      recordKeys = derived("gantry/v1/record")
      for _ in 0..<second { step() }
    }

    mutating func step() {
      recordKeys = recordKeys.map { SymmetricKey(data: HMAC<SHA256>.authenticationCode(for: Data("gantry/v1/ratchet".utf8), using: $0)) }
    }

    /// The parts of a pass's key, for a plate the intruder guesses right.
    func parts(_ pass: SealedRecord, _ plate: String) -> [SubsetPart] {
      let camera = Data(pass.scope.camera.rawValue.utf8)
      var message = Data("gantry/v1/plate".utf8) + [UInt8(camera.count)] + camera
      message +=
        withUnsafeBytes(of: pass.scope.captureHour.bigEndian) { Data($0) } + [2] + Data("UZ".utf8) + [UInt8(plate.utf8.count)] + Data(plate.utf8)
      return zip(tokenKeys, recordKeys).enumerated().map { number, keys in
        let value = Data(HMAC<SHA256>.authenticationCode(for: message, using: keys.0))
        let id = withUnsafeBytes(of: pass.id.uuid.uuid) { Data($0) }
        return SubsetPart(subset: number, value: Data(HMAC<SHA256>.authenticationCode(for: Data("gantry/v1/kek".utf8) + id + value, using: keys.1)))
      }
    }
  }

  @Test("opens nothing sealed before the second of the break-in, and everything after", arguments: [1, 30, 49])
  func before(second: Int) async throws {
    let country = try Country(2, of: 3)
    let secrets = try SecretBytes.random(count: 96)
    let context = try EpochContext(site: InstallationID(rawValue: "tashkent-city")!, day: country.period.day, epoch: 14, bootNonce: Data(count: 8))
    let drawn = try EpochSecrets(context: context, period: country.period, holders: country.holders, dayKeys: country.dayKeys, secrets: secrets)
    let record = drawn.record
    var epoch = OpenedEpoch(record: record, sealer: try await drawn.begin(at: Country.now) { _ in })
    let passes = try (0..<60).map { try epoch.seal([plate("01A123BC")], scope(), after: Double($0)) }

    let taken = Memory(secrets, context, second: second)
    for (sealedIn, pass) in passes.enumerated() {
      #expect(try country.second(of: pass, record) == sealedIn)
      var memory = taken
      var opened = 0
      // As far as the intruder cares to walk, from what was taken on.
      for _ in second...60 {
        let answer = KeyAnswer(second: UInt32(sealedIn), parts: memory.parts(pass, "01A123BC"))
        if (try? pass.open(token: pass.readings[0].token, answers: [answer], holders: country.holders)) != nil { opened += 1 }
        memory.step()
      }
      #expect(opened == (sealedIn < second ? 0 : 1), "second \(sealedIn)")
    }
  }

  @Test("The clock going back does not bring an old key back")
  func clockGoesBack() async throws {
    let country = try Country(1, of: 1)
    var epoch = try await country.open()
    for (seconds, sealedIn) in [(50.0, 50), (20, 50), (-20, 50), (51, 51)] {
      let sealed = try epoch.seal([plate("01A123BC")], scope(), after: seconds)
      #expect(try country.second(of: sealed, epoch.record) == sealedIn)
    }
  }
}
