import Foundation
import Sealing
import Testing
import Traffic

@Suite("Sizes that tell nothing")
struct PaddedSizeTests {
  @Test("A record fills whole blocks, whatever is in it", arguments: [(0, 512), (1, 512), (508, 512), (509, 1024), (5000, 5120), (65_532, 65_536)])
  func records(length: Int, padded: Int) async throws {
    let country = try Country(1, of: 1)
    var epoch = try await country.open()
    let text = String(repeating: "x", count: length)
    let sealed = try epoch.seal([plate("01A123BC")], scope(), text)
    #expect(sealed.body.count == padded + 16)
    #expect(try country.open(sealed, as: plate("01A123BC"), epoch.record, from: [0]).record == Data(text.utf8))
  }

  @Test("Pictures of similar size get the same length, with a quarter of padding at most")
  func pictures() async throws {
    let country = try Country(1, of: 1)
    var epoch = try await country.open()
    var classes: Set<Int> = []
    for length in [0, 1, 16_380, 16_381, 20_000, 65_532, 65_533, 100_001, 300_000, 1_000_000, 3_999_999] {
      let picture = Data(repeating: UInt8(truncatingIfNeeded: length), count: length)
      let sealed = try epoch.seal([plate("01A123BC")], scope(), pictures: [picture])
      let padded = sealed.pictures[0].count - 16
      classes.insert(padded)
      #expect(padded >= length + 4 && (padded == 16_384 || Double(padded) <= Double(length + 4) * 1.25))
      #expect(padded % 4096 == 0)
      #expect(try country.open(sealed, as: plate("01A123BC"), epoch.record, from: [0]).pictures == [picture])
    }
    #expect(classes.count == 8)
  }

  @Test("What is too long is refused, and nothing is sealed")
  func tooLong() async throws {
    let country = try Country(1, of: 1)
    var epoch = try await country.open()
    #expect(throws: SealingFault.tooLong(bytes: 65_533, limit: 65_532)) {
      try epoch.seal([plate("01A123BC")], scope(), String(repeating: "x", count: 65_533))
    }
    #expect(throws: SealingFault.tooLong(bytes: 1 << 25, limit: (1 << 25) - 4)) {
      try epoch.seal([plate("01A123BC")], scope(), pictures: [Data(count: 1 << 25)])
    }
    #expect(epoch.sealer.passCount == 0)
  }
}
