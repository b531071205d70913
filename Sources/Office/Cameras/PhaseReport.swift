import CameraProtocols
import Foundation
import Traffic

/// What a signal controller reports: `{"phases":[{"group","colour","since","amberMilliseconds"}]}`.
struct PhaseReport {
  /// A controller reports a change at a time, or a minute of them after an outage.
  private static let mostPhases = 256

  let phases: [SignalState]

  init(json: Data) throws(Refusal) {
    do {
      phases = try JSONDecoder.wire.decode(Body.self, from: json).phases
    } catch {
      throw .malformed
    }
    guard phases.count <= Self.mostPhases else { throw .malformed }
  }

  private struct Body: Decodable {
    var phases: [SignalState]
  }
}
