public import Foundation
public import TransparencyLog

/// Checks that a warrant stands in a public log that a quorum of witnesses has seen, and that the log is still the one this keyholder saw before.
///
/// The time of a warrant is when its quorum had signed. A policy of `quorum none` leaves the log's own signature as the only one: then the time
/// is what the entry itself says, which is the server's word, and a server may show each keyholder another log. Fit for a pilot, no more.
public struct WitnessedLogProof: TransparencyProof {
  /// The logs and witnesses that this keyholder trusts.
  public let policy: WitnessPolicy

  public init(policy: WitnessPolicy) { self.policy = policy }

  public func origin(of proof: Data) -> String {
    guard let logged = try? LoggedWarrantProof(bytes: proof) else { return "" }
    return (try? Checkpoint(text: logged.proof.checkpoint.text))?.origin ?? ""
  }

  public func check(_ proof: Data, of commitment: Data, since seen: LoggedTree?) throws(Refusal) -> LoggedTree {
    guard let logged = try? LoggedWarrantProof(bytes: proof) else { throw .notLogged }
    let witnessed: WitnessedCheckpoint
    do {
      witnessed = try policy.verify(logged.proof.checkpoint)
    } catch {
      throw error == .noQuorum ? .noQuorum : .notLogged
    }
    let state = witnessed.checkpoint
    try Self.check(logged.consistency, to: state, since: seen)
    guard logged.entry.requests(commitment), logged.proof.inclusion.leads(from: .leaf(logged.entry.bytes), to: state.root) else { throw .notLogged }
    return LoggedTree(origin: state.origin, size: state.size, root: state.root.bytes, witnessedAt: witnessed.quorumAt ?? logged.entry.time)
  }

  private static func check(_ proof: ConsistencyProof, to state: Checkpoint, since seen: LoggedTree?) throws(Refusal) {
    guard let seen else { return }
    guard let root = TreeHash(bytes: seen.root) else { throw .forkedLog }
    if state.size == seen.size, state.root == root { return }
    guard proof.from == seen.size, proof.leads(from: root, to: state.root) else { throw .forkedLog }
  }
}
