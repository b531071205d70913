import Foundation
import Traffic

/// What a signal controller tells: which colour each group turned to, and when.
struct SignalReport: Encodable, Sendable {
  private struct Phase: Encodable {
    var group: String
    var colour: SignalState.Colour
    var since: String
    var amberMilliseconds: Int?
  }

  private var phases: [Phase]

  init(phases: [SignalState]) {
    self.phases = phases.map {
      Phase(group: $0.group, colour: $0.colour, since: $0.since.formatted(Date.ISO8601FormatStyle(includingFractionalSeconds: true)), amberMilliseconds: $0.amberMilliseconds)
    }
  }

  func encoded() throws -> Data { try JSONEncoder().encode(self) }
}
