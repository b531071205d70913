import Foundation
import Traffic

extension Facts {
  /// What the signal is known to have shown when the vehicle passed.
  enum Phase {
    case red(RedPhase)
    /// Green, amber, red with amber, dark, or contradictory: nothing to enforce.
    case notRed
    /// Nobody said.
    case unknown
  }

  /// The phase at the stop line where the crossing was measured, else at the time of the picture.
  ///
  /// The site's log and the capture's own state are both asked. Where both know and one of them says that it was not red, it was not red.
  func phase(under terms: SignalTerms) -> Phase {
    let instant = pass.stopLineCrossedAt ?? pass.capturedAt
    let logged = signalGroup.flatMap { signals?.state(group: $0, at: instant) }
      // A phase that ended long ago says nothing: its log has stopped.
      .flatMap { instant.timeIntervalSince($0.since) <= terms.maximumRedSeconds ? $0 : nil }
    // A red that began only after the vehicle had crossed clears it.
    if let signal = pass.signal, signal.colour == .red, signal.since > instant { return .notRed }
    let captured = pass.signal.flatMap { $0.since <= instant ? $0 : nil }
    let states = [logged, captured].compactMap(\.self)
    guard let state = states.first else { return .unknown }
    guard states.allSatisfy({ $0.colour == .red }) else { return .notRed }
    return .red(
      RedPhase(
        group: state.group, secondsAfterRed: instant.timeIntervalSince(state.since).toThousandths, isAtStopLine: pass.stopLineCrossedAt != nil,
        clockErrorSeconds: logged == nil ? 0 : clockErrorSeconds(under: terms),
        amberMilliseconds: states.compactMap(\.amberMilliseconds).min(), source: source(of: state, isLogged: logged != nil)))
  }

  private func clockErrorSeconds(under terms: SignalTerms) -> Double {
    pass.errorBoundMilliseconds.map { Double(max(0, $0)) / 1000 } ?? terms.assumedClockErrorSeconds
  }

  private func source(of state: SignalState, isLogged: Bool) -> String {
    isLogged ? "phase log of signal group \(state.group)" : "signal group \(state.group) as the camera saw it"
  }
}
