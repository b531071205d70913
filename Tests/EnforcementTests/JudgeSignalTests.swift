import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct JudgeSignalTests {
  private static let red = Samples.noon
  private let kinds: ([Violation]) -> [ViolationKind] = { $0.map(\.kind) }

  private func after(_ seconds: Double) -> Date { Self.red.addingTimeInterval(seconds) }

  private func log(amberSeconds: Double = 3, greenAfter: Double = 40) -> SignalLog {
    var log = SignalLog()
    log.append(SignalState(group: "2", colour: .green, since: after(-30)))
    log.append(SignalState(group: "2", colour: .amber, since: after(-amberSeconds)))
    log.append(SignalState(group: "2", colour: .red, since: Self.red))
    log.append(SignalState(group: "2", colour: .green, since: after(greenAfter)))
    return log
  }

  private func seen(_ colour: SignalState.Colour = .red, since: Date = red, amberMilliseconds: Int? = nil) -> SignalState {
    SignalState(group: "2", colour: colour, since: since, amberMilliseconds: amberMilliseconds)
  }

  /// A pass in lane 2, which obeys group 2, judged against the site's log.
  private func logged(crossed seconds: Double, errorBoundMilliseconds: Int? = 0, log: SignalLog? = nil, rules: Rulebook = .example) -> [Violation] {
    let pass = Samples.pass(at: after(seconds + 0.5), crossedAt: after(seconds), lane: 2, errorBoundMilliseconds: errorBoundMilliseconds)
    let camera = Samples.camera(lanes: [Lane(number: 1), Lane(number: 2, signalGroup: "2")])
    return Samples.judge(pass, from: camera, signals: log ?? self.log(), rules: rules)
  }

  @Test func crossingOnRedIsMeasuredAgainstTheLog() throws {
    let violation = try #require(logged(crossed: 1.2, errorBoundMilliseconds: 50).first)
    #expect(violation.kind == .redLight)
    #expect(!violation.isDeclared)
    let measurement = try #require(violation.measurement)
    #expect(measurement.value == 1.2)
    #expect(measurement.tolerance == 0.05)
    #expect(measurement.threshold == 0.3)
    #expect(measurement.unit == "s")
    #expect(measurement.limitSource.contains("2"))
  }

  @Test(arguments: [(-1.0, false), (0.0, false), (0.29, false), (0.3, true), (0.31, true), (39.9, true), (40.0, false), (45.0, false)])
  func graceAndPhasesAreHonoured(crossed: Double, isViolation: Bool) {
    #expect(kinds(logged(crossed: crossed)) == (isViolation ? [.redLight] : []))
  }

  @Test func theClocksErrorIsTheDriversGain() {
    #expect(kinds(logged(crossed: 0.5, errorBoundMilliseconds: 200)) == [.redLight])
    #expect(logged(crossed: 0.5, errorBoundMilliseconds: 201).isEmpty)
    #expect(logged(crossed: 0.39, errorBoundMilliseconds: nil).isEmpty, "an unstated bound is assumed to be 0.1 s")
    #expect(kinds(logged(crossed: 0.4, errorBoundMilliseconds: nil)) == [.redLight])
  }

  @Test func aShortAmberIsTheSignalsFault() {
    #expect(logged(crossed: 2, log: log(amberSeconds: 2.9)).isEmpty)
    #expect(kinds(logged(crossed: 2, log: log(amberSeconds: 3))) == [.redLight])
    let pass = Samples.pass(at: after(3), signal: seen(amberMilliseconds: 2500), crossedAt: after(2), declared: [.redLight])
    #expect(Samples.judge(pass).isEmpty)
  }

  @Test func aLogThatStoppedSaysNothing() {
    #expect(kinds(logged(crossed: 299, log: log(greenAfter: 9999))) == [.redLight])
    #expect(logged(crossed: 301, log: log(greenAfter: 9999)).isEmpty)
  }

  @Test func theCapturesOwnStateCountsWithoutALog() {
    #expect(kinds(Samples.judge(Samples.pass(at: after(3), signal: seen(), crossedAt: after(2)))) == [.redLight])
    #expect(Samples.judge(Samples.pass(at: after(3), signal: seen(), crossedAt: after(-1))).isEmpty, "crossed before red")
    #expect(Samples.judge(Samples.pass(at: after(3), signal: seen(.redAmber), crossedAt: after(2))).isEmpty)
    #expect(Samples.judge(Samples.pass(at: after(3), signal: seen())).isEmpty, "the crossing is missing and nothing was declared")
    #expect(Samples.judge(Samples.pass(at: after(3), crossedAt: after(2))).isEmpty, "the signal is missing")
  }

  @Test func whereLogAndCameraContradictNothingIsFound() {
    let pass = Samples.pass(at: after(3), signal: seen(.green, since: after(-5)), crossedAt: after(2), declared: [.redLight])
    #expect(Samples.judge(pass, signals: log()).isEmpty)
    var green = SignalLog()
    green.append(SignalState(group: "2", colour: .green, since: after(-5)))
    let red = Samples.pass(at: after(3), signal: seen(), crossedAt: after(2), declared: [.redLight])
    #expect(Samples.judge(red, signals: green).isEmpty)
  }

  @Test func aDeclarationCountsAsTheRulesSay() throws {
    let bare = Samples.pass(declared: [.redLight])
    let violation = try #require(Samples.judge(bare).first)
    #expect(violation.isDeclared && violation.measurement == nil && violation.note?.contains("no signal state") == true)
    let strict = Samples.rules(.redLight) { $0.signal?.declarationNeedsSignal = true }
    #expect(Samples.judge(bare, rules: strict).isEmpty)
    let withSignal = Samples.judge(Samples.pass(at: after(2), signal: seen(), declared: [.redLight]), rules: strict)
    #expect(withSignal.first?.measurement?.value == 2)
    #expect(withSignal.first?.note?.contains("not measured") == true)
  }

  @Test func standingBeyondTheLineIsNotBoth() {
    let stopped = Samples.pass(at: after(3), signal: seen(), crossedAt: after(2), declared: [.stopLine])
    #expect(kinds(Samples.judge(stopped)) == [.stopLine])
    let both = Samples.pass(at: after(3), signal: seen(), crossedAt: after(2), declared: [.stopLine, .redLight])
    #expect(kinds(Samples.judge(both)) == [.redLight])
    let green = Samples.pass(at: after(3), signal: seen(.green), declared: [.stopLine])
    #expect(Samples.judge(green).isEmpty)
  }
}
