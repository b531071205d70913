import Foundation
import Testing
import Traffic

@Suite struct ValueTests {
  private let plate = Plate(canonical: "01A123BC")!
  private let other = Plate(canonical: "01A123BD")!

  @Test(arguments: [(-1.0, 0.0), (0, 0), (0.5, 0.5), (1, 1), (97, 1)])
  func confidenceStaysAFraction(given: Double, kept: Double) {
    #expect(PlateRead(reader: .camera, raw: "", plate: plate, confidence: given).confidence == kept)
    #expect(PlateCandidate(plate: plate, confidence: given).confidence == kept)
  }

  @Test func aReadWithoutCandidatesIsItsOwn() {
    let read = PlateRead(reader: .camera, raw: "01 A 123 BC", plate: plate, confidence: 0.9)
    #expect(read.candidates == [PlateCandidate(plate: plate, confidence: 0.9)])
    let candidates = [PlateCandidate(plate: plate, confidence: 0.9), PlateCandidate(plate: other, confidence: 0.1)]
    #expect(PlateRead(reader: .camera, raw: "", plate: plate, confidence: 0.9, candidates: candidates).candidates == candidates)
  }

  @Test func readersDisagreeWherePlatesDiffer() throws {
    var pass = try Values.pass(reads: [])
    #expect(pass.plate == nil && !pass.readsDisagree)
    pass.reads = [PlateRead(reader: .camera, raw: "", plate: plate, confidence: 0.5), PlateRead(reader: .server, raw: "", plate: plate, confidence: 1)]
    #expect(pass.plate == plate && !pass.readsDisagree)
    pass.reads[1].plate = other
    #expect(pass.plate == plate && pass.readsDisagree, "the camera's reading leads, and people are told")
  }

  @Test func theCorrectedValueIsInTheDriversFavour() {
    #expect(Violation.Measurement(value: 82, limit: 60, limitSource: "", tolerance: 3, threshold: 1, unit: "km/h").corrected == 79)
  }
}
