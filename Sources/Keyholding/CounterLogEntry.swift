public import Foundation
import Sealing
import TransparencyLog

/// One line of a keyholder's record of what it did. Holds no plate, no camera and nothing of a warrant but its commitment.
public struct CounterLogEntry: Hashable, Sendable {
  /// What can be done; names as in the public log.
  public enum Kind: String, Sendable, Hashable {
    case dayKeyPublished = "daykey.published"
    case custodyOK = "custody.ok"
    case custodyFailed = "custody.failed"
    case requestReceived = "request.received"
    case requestRefused = "request.refused"
    case tokensIssued = "tokens.issued"
    case keysReleased = "keys.released"
    case dayDestroyed = "day.destroyed"
    case holdSet = "hold.set"
    case holdLifted = "hold.lifted"
    case policyChanged = "policy.changed"
  }

  /// From 0, without a gap.
  public let sequence: Int
  public let time: Date
  public let kind: Kind
  /// What the kind calls for, such as `count`, `day` or `reason`.
  public let details: [String: String]
  /// SHA-256 of the line before; zeros for the first.
  public let previous: Data

  init(sequence: Int, time: Date, kind: Kind, details: [String: String], previous: Data) {
    self.sequence = sequence
    self.time = Date(timeIntervalSince1970: time.timeIntervalSince1970.rounded(.down))
    self.kind = kind
    self.details = details
    self.previous = previous
  }

  /// The line, without its end: canonical JSON.
  var bytes: Data {
    CanonicalJSON.object([
      "details": .object(details.mapValues { .text($0) }), "previous": .bytes(previous), "sequence": .number(sequence),
      "time": .text(time.secondText), "type": .text(kind.rawValue)
    ]).bytes
  }

  init(bytes: Data) throws(KeyholdingFault) {
    let thing = "line of the counter-log"
    var fields = try CanonicalFields(bytes, of: thing, limit: 4096)
    guard let kind = Kind(rawValue: try fields.text("type")), case .object(let details) = try fields.value("details") else {
      throw fields.fault("its type is not known.")
    }
    self.kind = kind
    var texts: [String: String] = [:]
    for (key, value) in details {
      guard case .text(let text) = value else { throw fields.fault("a detail is not a text.") }
      texts[key] = text
    }
    self.details = texts
    previous = try fields.bytes("previous", count: 32)
    sequence = try fields.number("sequence")
    time = try fields.instant("time")
    try fields.finish()
  }
}
