import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct JudgeTests {
  @Test(arguments: ViolationKind.allCases.filter { ![.redLight, .stopLine, .speed, .unlicensed].contains($0) })
  func declaredKindsAreTakenFromTheCamera(kind: ViolationKind) throws {
    let violations = Samples.judge(Samples.pass(declared: [kind, kind]))
    #expect(violations.map(\.kind) == [kind], "declared twice, found once")
    let violation = try #require(violations.first)
    #expect(violation.isDeclared && violation.measurement == nil)
    #expect(violation.statuteCode == Rulebook.example.rule(for: kind)?.penalty.code)
  }

  @Test func theVendorsWordsReachTheReviewer() {
    var pass = Samples.pass()
    pass.declarations = [Declaration(kind: .seatBelt, vendorCode: "1240", vendorName: "pilotsafebelt")]
    #expect(Samples.judge(pass).first?.note == "Declared by the camera as 1240 pilotsafebelt")
  }

  @Test(arguments: ViolationKind.allCases)
  func aDisabledOrAbsentRuleFindsNothing(kind: ViolationKind) {
    let pass = Samples.pass(speedKmh: 120, declared: [kind])
    let disabled = Samples.rules(kind) { $0.isEnabled = false }
    #expect(!Samples.judge(pass, rules: disabled).contains { $0.kind == kind })
    var absent = Rulebook.example
    absent.rules.removeAll { $0.kind == kind }
    #expect(!Samples.judge(pass, rules: absent).contains { $0.kind == kind })
  }

  @Test func aPassWithoutAnythingIsNoViolation() {
    #expect(Samples.judge(Samples.pass(reads: [])).isEmpty)
  }

  @Test func severalRulesAreFoundInTheRulebooksOrder() {
    let pass = Samples.pass(speedKmh: 90, declared: [.phone, .seatBelt])
    #expect(Samples.judge(pass).map(\.kind) == [.speed, .seatBelt, .phone])
  }

  @Test func thePenaltyIsTheOneInForce() {
    let dearer = Samples.rules(.phone) { $0.penalty.amount = 7 }
    #expect(Samples.judge(Samples.pass(declared: [.phone]), rules: dearer).first?.amount == 7)
  }

  /// Whatever comes in, the same goes out twice, of kinds that are enabled, each once, with numbers that pass the threshold.
  @Test func randomPassesAreJudgedAlike() {
    var random = SeededRandom(seed: 4)
    for _ in 0..<3000 {
      let (pass, registered, signals) = randomCase(&random)
      let violations = Samples.judge(pass, registered: registered, signals: signals)
      #expect(violations == Samples.judge(pass, registered: registered, signals: signals))
      #expect(Set(violations.map(\.kind)).count == violations.count)
      for measurement in violations.compactMap(\.measurement) {
        #expect(measurement.corrected - measurement.limit >= measurement.threshold - 0.001)
      }
    }
  }

  private func randomCase(_ random: inout SeededRandom) -> (Pass, RegisteredVehicle?, SignalLog?) {
    var log = SignalLog()
    for _ in 0..<Int.random(in: 0...6, using: &random) { log.append(phase(&random)) }
    let pass = Samples.pass(
      at: instant(&random), speedKmh: [nil, .nan, Double.random(in: 0...300, using: &random)].randomElement(using: &random) ?? nil,
      signal: Bool.random(using: &random) ? phase(&random) : nil, crossedAt: Bool.random(using: &random) ? instant(&random) : nil,
      errorBoundMilliseconds: [nil, -5, 0, 80].randomElement(using: &random) ?? nil,
      declared: ViolationKind.allCases.filter { _ in Int.random(in: 0...3, using: &random) == 0 })
    let status = RegisteredVehicle.Status.allCases.randomElement(using: &random)
    return (pass, status.map { RegisteredVehicle(plate: Samples.plate, status: $0) }, Bool.random(using: &random) ? log : nil)
  }

  private func instant(_ random: inout SeededRandom) -> Date {
    Samples.noon.addingTimeInterval(Double(Int.random(in: -60_000...60_000, using: &random)) / 1000)
  }

  private func phase(_ random: inout SeededRandom) -> SignalState {
    SignalState(
      group: ["1", "2"].randomElement(using: &random) ?? "1", colour: SignalState.Colour.allCases.randomElement(using: &random) ?? .off,
      since: instant(&random), amberMilliseconds: [nil, 2000, 3000].randomElement(using: &random) ?? nil)
  }
}
