public import Foundation
public import TransparencyLog

/// What a warrant's request carries to show that the warrant stands in the public log: the log's entry, its proof, and that the state of the log
/// continues the one that this keyholder saw before. The server makes one for each keyholder.
public struct LoggedWarrantProof: Hashable, Sendable {
  private static let thing = "warrant's log proof"
  private static let longest = 2 << 20

  /// `warrant.requested`, as it stands in the log.
  public let entry: LogEntry
  public let proof: TlogProof
  /// From the state that the keyholder saw before, of which it says how large it was, to that of the proof.
  public let consistency: ConsistencyProof

  /// - Throws: ``TransparencyFault/malformed(_:_:)`` where the evidence is of no log entry.
  public init(_ evidence: LoggedEvidence) throws(TransparencyFault) {
    entry = try LogEntry(bytes: evidence.entry)
    proof = evidence.proof
    consistency = evidence.consistency
  }

  /// - Parameter bytes: canonical JSON `{"consistency": [base64 hashes], "entry": base64, "from": number, "proof": text of the .tlog-proof}`.
  /// - Throws: ``KeyholdingFault/malformed(_:_:)``.
  public init(bytes: Data) throws(KeyholdingFault) {
    var fields = try CanonicalFields(bytes, of: Self.thing, limit: Self.longest)
    do {
      entry = try LogEntry(bytes: fields.bytes("entry"))
      proof = try TlogProof(bytes: Data(fields.text("proof").utf8))
    } catch let fault as TransparencyFault {
      throw fields.fault(fault.description)
    } catch {
      throw error as? KeyholdingFault ?? fields.fault("it cannot be read.")
    }
    var hashes: [TreeHash] = []
    for each in try fields.list("consistency") {
      guard case .text(let text) = each, let hash = TreeHash(base64: text) else { throw fields.fault("a hash is not 32 bytes in base64.") }
      hashes.append(hash)
    }
    consistency = ConsistencyProof(from: try fields.number("from"), to: proof.inclusion.size, hashes: hashes)
    try fields.finish()
  }

  /// What ``WarrantRequest/proof`` is.
  public var bytes: Data {
    CanonicalJSON.object([
      "consistency": .list(consistency.hashes.map { .text($0.base64) }), "entry": .bytes(entry.bytes), "from": .number(consistency.from),
      "proof": .text(String(decoding: proof.bytes, as: UTF8.self))
    ]).bytes
  }
}
