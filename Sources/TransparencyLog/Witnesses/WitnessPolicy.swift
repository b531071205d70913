import Foundation

/// Which logs and witnesses somebody trusts, and how many of them must have seen a state of a log (C2SP `tlog-policy`).
public struct WitnessPolicy: Hashable, Sendable {
  /// A log or a witness.
  public struct Party: Hashable, Sendable {
    /// A witness's name in the policy; a log's origin.
    public let name: String
    public let key: NoteKey
    /// Where it is reached, where the policy says so.
    public let address: String?
  }

  /// Witnesses or other groups, of which so many must have signed.
  struct Group: Hashable, Sendable {
    let threshold: Int
    let members: [String]
  }

  public internal(set) var logs: [Party] = []
  public internal(set) var witnesses: [Party] = []
  var groups: [String: Group] = [:]
  /// A witness or a group; `nil` where no witness is asked for.
  var quorum: String?

  /// Whether a log's own signature is enough.
  public var asksNobody: Bool { quorum == nil }

  /// Checks a state of a log: signed by a log of the policy, and by a quorum of its witnesses.
  /// - Throws: ``TransparencyFault/unsigned`` for a log that is not known, ``TransparencyFault/badSignature(_:)``,
  ///   ``TransparencyFault/noQuorum``, or ``TransparencyFault/malformed(_:_:)``.
  public func verify(_ note: SignedNote) throws(TransparencyFault) -> WitnessedCheckpoint {
    let checkpoint = try Checkpoint(text: note.text)
    let origin = logs.map(\.key).filter { $0.name.utf8.elementsEqual(checkpoint.origin.utf8) }
    let signatures = try note.verified(by: origin + witnesses.map(\.key))
    guard signatures.contains(where: { $0.key.kind == .log }) else { throw .unsigned }
    var times: [String: Date] = [:]
    for witness in witnesses { times[witness.name] = signatures.first { $0.key == witness.key }?.signature.witnessTime }
    guard let quorum else { return WitnessedCheckpoint(checkpoint: checkpoint, witnessTimes: times, quorumAt: nil) }
    guard let time = time(of: quorum, times) else { throw .noQuorum }
    return WitnessedCheckpoint(checkpoint: checkpoint, witnessTimes: times, quorumAt: time)
  }

  /// From when on a witness or a group had signed: for a group the time of its k-th member.
  private func time(of name: String, _ times: [String: Date]) -> Date? {
    guard let group = groups[name] else { return times[name] }
    let members = group.members.compactMap { time(of: $0, times) }.sorted()
    return members.count >= group.threshold ? members[group.threshold - 1] : nil
  }
}
