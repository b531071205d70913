import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct BlindnessTests {
  private let first = Samples.reviewer(1)
  private let second = Samples.reviewer(2)
  private let supervisor = Samples.reviewer(3, isSupervisor: true)
  private let entered = Plate(canonical: "10Z999ZZ")!

  private func plates(_ violation: Case, _ reviewer: Reviewer) -> [Plate] {
    violation.plateShown(to: reviewer).map(\.plate)
  }

  @Test func theSecondReviewerSeesOnlyTheMachines() throws {
    var violation = Samples.newCase()
    #expect(plates(violation, first) == [Samples.plate])
    try violation.approve(by: first, plate: entered, at: Samples.noon)
    for other in [second, supervisor] {
      #expect(plates(violation, other) == [Samples.plate])
      #expect(try !written(violation.seen(by: other)).contains(entered.text))
    }
    #expect(plates(violation, first) == [Samples.plate, entered], "their own entry is no secret")
    #expect(try written(violation.seen(by: first)).contains(entered.text))
  }

  @Test func aReadByAPersonIsNoMachineRead() throws {
    var violation = Samples.newCase()
    violation.pass.reads.append(Samples.read(entered, reader: .person))
    try violation.approve(by: first, plate: entered, at: Samples.noon)
    #expect(plates(violation, second) == [Samples.plate])
    #expect(try !written(violation.seen(by: second)).contains(entered.text))
  }

  @Test func whoDecidesADisputeSeesBothSides() throws {
    var violation = Samples.newCase()
    try violation.approve(by: first, plate: entered, at: Samples.noon)
    try violation.approve(by: second, plate: Samples.otherPlate, at: Samples.noon)
    #expect(plates(violation, supervisor) == [Samples.plate, entered, Samples.otherPlate])
    #expect(plates(violation, second) == [Samples.plate, Samples.otherPlate])
    #expect(plates(violation, Samples.reviewer(4)) == [Samples.plate])
    try violation.approve(by: supervisor, plate: entered, at: Samples.noon)
    #expect(plates(violation, Samples.reviewer(4)) == [Samples.plate, entered, Samples.otherPlate, entered])
    #expect(violation.seen(by: second) == violation)
  }

  private func written(_ violation: Case) throws -> String {
    String(decoding: try JSONEncoder().encode(violation), as: UTF8.self)
  }
}
