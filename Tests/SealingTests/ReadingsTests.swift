import Foundation
import Sealing
import Testing
import Traffic

@Suite("What a pass is sealed under")
struct ReadingsTests {
  @Test("The best readings of both readers come first, then candidates by confidence, three in all, none twice")
  func order() throws {
    let camera = read("01A123BC", "UZ", 0.9, [("01A123BC", 0.9), ("O1A123BC", 0.4), ("01A123B0", 0.2)])
    let server = read("01A128BC", "UZ", 0.8, [("01A128BC", 0.8), ("O1A123BC", 0.5)])
    #expect(pass([camera]).readingsToSeal == [plate("01A123BC"), plate("O1A123BC"), plate("01A123B0")])
    #expect(pass([camera, server]).readingsToSeal == [plate("01A123BC"), plate("01A128BC"), plate("O1A123BC")])
    #expect(pass([camera, camera]).readingsToSeal.count == 3)
    #expect(pass([]).readingsToSeal.isEmpty)
  }

  @Test("The same letters under another region are another reading; a region that cannot be is left out")
  func regions() {
    #expect(pass([read("AB123", "UZ", 0.9), read("AB123", nil, 0.8)]).readingsToSeal == [plate("AB123"), plate("AB123", nil)])
    #expect(pass([read("AB123", "Uzbekistan", 0.9)]).readingsToSeal == [plate("AB123", nil)])
    for region in ["uz", "U Z", "UZ-123456", "Ü"] {
      #expect(throws: SealingFault.self) { try RegionalPlate(region: region, plate: Plate(canonical: "A")!) }
    }
  }

  private func read(_ text: String, _ region: String?, _ confidence: Double, _ candidates: [(String, Double)] = []) -> PlateRead {
    PlateRead(
      reader: .camera, raw: text, plate: Plate(canonical: text)!, confidence: confidence, region: region,
      candidates: candidates.map { PlateCandidate(plate: Plate(canonical: $0)!, confidence: $1) })
  }

  private func pass(_ reads: [PlateRead]) -> Pass {
    Pass(
      id: PassID(), camera: CameraID(rawValue: "tas-014-a")!, site: SiteID(rawValue: "tas-014")!, capturedAt: Country.now, receivedAt: Country.now,
      reads: reads, coordinate: Coordinate(latitude: 41.3, longitude: 69.2)!, rawSHA256: String(repeating: "0", count: 64))
  }
}
