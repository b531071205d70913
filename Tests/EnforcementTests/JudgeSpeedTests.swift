import Enforcement
import Foundation
import Testing
import Traffic

@Suite struct JudgeSpeedTests {
  private func judged(_ speedKmh: Double?, limitKmh: Double? = 60, camera: Camera? = nil, rules: Rulebook = .example) -> Violation? {
    Samples.judge(Samples.pass(speedKmh: speedKmh), at: Samples.site(limitKmh: limitKmh), from: camera, rules: rules).first
  }

  /// Limit 60, tolerance 3: enforced from 64, the next bands from just above 83 and 103 (where 3 % are 3.09 and more).
  @Test(arguments: [
    (60.0, nil), (63.9, nil), (64.0, "128-3 p. 1"), (73.0, "128-3 p. 1"), (83.0, "128-3 p. 1"), (83.02, "128-3 p. 2"), (103.09, "128-3 p. 2"),
    (103.2, "128-3 p. 3"), (180.0, "128-3 p. 3"),
  ] as [(Double, String?)])
  func bandsFollowTheExcess(speedKmh: Double, code: String?) {
    #expect(judged(speedKmh)?.statuteCode == code)
  }

  @Test func theMeasurementSaysEverything() throws {
    let violation = try #require(judged(82))
    #expect(violation.measurement == .init(value: 82, limit: 60, limitSource: "sign 3.24 no. 118", tolerance: 3, threshold: 1, unit: "km/h"))
    #expect(violation.measurement?.corrected == 79)
    #expect(violation.amount == 412_000 && violation.currency == "UZS" && !violation.isDeclared)
  }

  @Test func aboveAHundredTheToleranceIsAPercentage() throws {
    #expect(SpeedTerms(bands: []).tolerance(at: 100) == 3)
    #expect(SpeedTerms(bands: []).tolerance(at: 200) == 6)
    #expect(SpeedTerms(toleranceKmh: 5, bands: []).tolerance(at: 110) == 5, "never less than below a hundred")
    #expect(try #require(judged(150, limitKmh: 100)).measurement?.tolerance == 4.5)
  }

  @Test func missingOrAbsurdNumbersProveNothing() {
    #expect(judged(nil) == nil)
    #expect(judged(90, limitKmh: nil) == nil)
    for absurd in [-90, 0, .nan, .infinity, 401] { #expect(judged(absurd) == nil) }
    #expect(Samples.judge(Samples.pass(declared: [.speed])).isEmpty, "a declaration without a speed")
    #expect(Samples.judge(Samples.pass(speedKmh: 62, declared: [.speed])).isEmpty, "a declaration within the tolerance")
  }

  @Test func anExpiredCalibrationProvesNothing() {
    let expired = Samples.camera(calibration: .init(certificate: "C-1", validUntil: Samples.noon.addingTimeInterval(-1)))
    let valid = Samples.camera(calibration: .init(certificate: "C-1", validUntil: Samples.noon))
    #expect(judged(90, camera: expired) == nil)
    #expect(judged(90, camera: valid) != nil)
    let strict = Samples.rules(.speed) { $0.speed?.requiresCalibration = true }
    #expect(judged(90, camera: Samples.camera(), rules: strict) == nil)
    #expect(judged(90, camera: valid, rules: strict) != nil)
  }

  @Test func fasterIsNeverCheaper() {
    var random = SeededRandom(seed: 3)
    for _ in 0..<2000 {
      let slow = Double.random(in: 30...250, using: &random)
      let fast = slow + Double.random(in: 0...60, using: &random)
      #expect((judged(slow)?.amount ?? 0) <= (judged(fast)?.amount ?? 0))
      #expect(slow > 63.999 || judged(slow) == nil)
    }
  }
}
