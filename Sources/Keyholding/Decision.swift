public import Foundation
import TransparencyLog

/// What became of a request.
public struct Decision: Hashable, Sendable {
  public enum Outcome: Hashable, Sendable {
    /// The answer may be asked for again until an instant.
    case granted(until: Date)
    /// In the judge's words, for the requester.
    case refused(reason: String)
  }

  public let outcome: Outcome
  public let by: PersonName
  public let at: Date
}

extension Decision {
  private static let kind = "kept-decision"

  /// What is sealed, with the answer of a granted request; empty for a refused one.
  func bytes(with answer: Data) -> Data {
    var fields: [String: CanonicalJSON] = ["at": .text(at.secondText), "by": .text(by.rawValue), "kind": .text(Self.kind), "version": .number(1)]
    switch outcome {
    case .granted(let until):
      fields["answer"] = .bytes(answer)
      fields["until"] = .text(until.secondText)
    case .refused(let reason): fields["reason"] = .text(reason)
    }
    return CanonicalJSON.object(fields).bytes
  }

  static func read(_ bytes: Data) throws(KeyholdingFault) -> (decision: Decision, answer: Data) {
    let json = try CanonicalFields.read(bytes, of: kind, limit: 2 * WarrantRequest.longest)
    var fields = try CanonicalFields(json, of: kind)
    guard try fields.text("kind") == kind, try fields.number("version") == 1 else { throw fields.fault("it is not a decision of version 1.") }
    let (at, by) = (try fields.instant("at"), try fields.name("by", PersonName.self))
    var (outcome, answer): (Outcome, Data)
    if case .object(let all) = json, all["reason"] == nil {
      (outcome, answer) = (.granted(until: try fields.instant("until")), try fields.bytes("answer"))
    } else {
      (outcome, answer) = (.refused(reason: try fields.phrase("reason")), Data())
    }
    try fields.finish()
    return (Decision(outcome: outcome, by: by, at: at), answer)
  }
}
