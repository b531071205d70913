import Crypto
import Foundation
import Sealing
import Testing
import Traffic

@Suite("Agreement with a second implementation")
struct VectorTests {
  let vectors: Vectors

  init() throws { vectors = try Vectors.load() }

  @Test("The context's bytes")
  func context() throws { #expect(try vectors.epochContext.bytes.hex == vectors.context) }

  @Test("Subsets, their order and their commitments, from the same secrets")
  func commitments() throws {
    let set = try vectors.set
    #expect(set.subsets.map { $0.members.map(\.rawValue) } == vectors.subsets.map(\.members))
    let record = try sealed().record
    #expect(record.commitments.map(\.bytes.hex) == vectors.subsets.map(\.commitment))
  }

  @Test("Tokens, wrapped keys, body and pictures of a pass, byte for byte")
  func pass() async throws {
    let sealed = try await sealedPass()
    #expect(sealed.seconds == vectors.seconds)
    #expect(sealed.readings.map(\.token.hex) == vectors.readings.map(\.token))
    #expect(sealed.readings.map(\.wrappedKey.hex) == vectors.readings.map(\.wrappedKey))
    #expect(sealed.body.hex == vectors.body)
    #expect(sealed.body.count == 512 + 16)
    #expect(Data(SHA256.hash(data: sealed.pictures[0])).hex == vectors.pictureSHA256)
  }

  @Test("Capsules that the second implementation wrote open, and give its parts of tokens and keys")
  func capsules() throws {
    let record = try vectors.epochRecord()
    #expect(record.capsules.map(\.logHash) == vectors.holders.map { Data(SHA256.hash(data: Data(hex: $0.capsule))) })
    #expect(record.commitments.map(\.logHash) == vectors.subsets.map { Data(SHA256.hash(data: Data(hex: $0.commitment))) })
    for (place, holder) in vectors.holders.enumerated() {
      var opening = try HolderOpening(record, with: vectors.key(holder))
      let mine = try vectors.set.subsets(of: vectors.set.holders[place]).map(\.number)
      for reading in vectors.readings {
        let plate = try RegionalPlate(region: reading.region, plate: Plate(canonical: reading.plate)!)
        let tokens = try opening.tokenParts(for: plate, in: vectors.scope)
        #expect(tokens == mine.map { SubsetPart(subset: $0, value: Data(hex: reading.values[$0]).prefix(16)) })
        let request = KeyRequest(pass: vectors.passID, seconds: vectors.seconds, reading: plate, scope: vectors.scope)
        let parts = mine.map { SubsetPart(subset: $0, value: Data(hex: reading.keyParts[$0])) }
        #expect(try opening.keyParts(for: [request]) == [KeyAnswer(second: vectors.second, parts: parts)])
      }
    }
  }

  @Test("A pass sealed here opens with parts computed there")
  func opens() async throws {
    let sealed = try await sealedPass()
    for reading in vectors.readings {
      let parts = reading.keyParts.enumerated().map { SubsetPart(subset: $0, value: Data(hex: $1)) }
      let opened = try sealed.open(
        token: Data(hex: reading.token), answers: [KeyAnswer(second: vectors.second, parts: parts)], holders: vectors.set)
      #expect(opened.record == Data(hex: vectors.record))
      #expect(opened.pictures == [Data([0xFF, 0xD8, 0xFF, 0xE0]) + Data(count: 20_000)])
    }
  }

  private var period: EpochPeriod {
    get throws { try EpochPeriod(containing: UTCDay(vectors.day)!.start + Double(vectors.epoch) * 3600, lengthMinutes: 60) }
  }

  private func sealed() throws -> EpochSecrets {
    let secrets = try SecretBytes(count: vectors.subsets.count * 32)
    for (number, subset) in vectors.subsets.enumerated() { secrets.part(number, of: 32).copyBytes(from: Data(hex: subset.secret)) }
    return try EpochSecrets(
      context: vectors.epochContext, period: period, holders: vectors.set, dayKeys: vectors.holders.map { try vectors.key($0).published },
      secrets: secrets)
  }

  private func sealedPass() async throws -> SealedRecord {
    let secrets = try sealed()
    let opensAt = try period.opensAt
    var sealer = try await secrets.begin(at: opensAt) { _ in }
    let readings = try vectors.readings.map { try RegionalPlate(region: $0.region, plate: Plate(canonical: $0.plate)!) }
    return try Data(hex: vectors.record).withUnsafeBytes { record in
      try Data(hex: vectors.dataKey).withUnsafeBytes { key in
        try sealer.seal(
          vectors.passID, scope: vectors.scope, readings: readings, record: record, pictures: [Data([0xFF, 0xD8, 0xFF, 0xE0]) + Data(count: 20_000)],
          schema: vectors.schema, at: opensAt + Double(vectors.second), dataKey: key)
      }
    }
  }
}
