public import Foundation

/// How a keyholder checks that a warrant stands in the public log: "inclusion of this commitment, witnessed by a quorum".
public protocol TransparencyProof: Sendable {
  /// The name of the log that a proof says it is of: what was seen of that log is what it has to continue. Nothing is checked yet.
  func origin(of proof: Data) -> String
  /// Checks a proof.
  /// - Parameters:
  ///   - proof: as the request carries it.
  ///   - commitment: the commitment that must stand in the log's entry, 32 bytes.
  ///   - seen: the largest tree of this log that the keyholder saw before; `nil` at the first request.
  /// - Returns: the tree the proof is of, at least as large as `seen`; the keyholder remembers it.
  /// - Throws: ``Refusal/noQuorum``, ``Refusal/notLogged``, or ``Refusal/forkedLog`` where the tree does not continue `seen`.
  func check(_ proof: Data, of commitment: Data, since seen: LoggedTree?) throws(Refusal) -> LoggedTree
}

extension TransparencyProof {
  /// For a log that has no others beside it.
  public func origin(of proof: Data) -> String { "" }
}
