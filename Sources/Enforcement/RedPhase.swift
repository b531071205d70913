import Foundation
import Traffic

/// A red that a vehicle passed, and how long it had been showing.
struct RedPhase {
  let group: String
  /// From the beginning of red to the crossing, or to the picture where the crossing was not measured, in seconds.
  let secondsAfterRed: Double
  /// Whether the instant is the crossing of the stop line.
  let isAtStopLine: Bool
  /// By how much the camera's clock and the signal's may differ, in seconds.
  let clockErrorSeconds: Double
  let amberMilliseconds: Int?
  /// Where the phase is known from.
  let source: String

  /// Whether the red is long enough ago, the amber before it was long enough, and the phase is not left over from a log that stopped.
  func isEnforceable(under terms: SignalTerms) -> Bool {
    let amberIsFair = amberMilliseconds.map { Double($0) >= terms.minimumAmberSeconds * 1000 } ?? true
    let corrected = (secondsAfterRed - clockErrorSeconds).toThousandths
    return amberIsFair && secondsAfterRed > 0 && corrected >= terms.graceSeconds && secondsAfterRed <= terms.maximumRedSeconds
  }

  func measurement(under terms: SignalTerms) -> Violation.Measurement {
    Violation.Measurement(
      value: secondsAfterRed, limit: 0, limitSource: source, tolerance: clockErrorSeconds, threshold: terms.graceSeconds, unit: "s")
  }

  /// What a reviewer has to know of a number that is weaker than it looks.
  var note: String? {
    if !isAtStopLine { return "Time after red is that of the picture; the crossing was not measured" }
    return amberMilliseconds == nil ? "The length of amber is not known" : nil
  }
}
