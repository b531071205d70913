public import Foundation
import TransparencyLog

/// A request that lies with a keyholder, from its arrival until some days after it was decided. Rests sealed, because plates stand in it.
public struct KeptRequest: Hashable, Sendable {
  /// What its answer is asked for by; stands in the public log.
  public let commitment: Data
  public let receivedAt: Date
  public let warrant: Warrant
  /// `nil` while it waits.
  public internal(set) var decision: Decision?
  /// The state of the log that held its commitment when it came. Checked then and not again: the log has grown meanwhile.
  let tree: LoggedTree
}

extension KeptRequest {
  private static let kind = "kept-request"

  /// What is sealed: `u32 length || canonical JSON {kind, version, receivedAt, tree} || the request`.
  static func bytes(_ request: Data, receivedAt: Date, tree: LoggedTree) -> Data {
    let head = CanonicalJSON.object([
      "kind": .text(kind), "receivedAt": .text(receivedAt.secondText), "tree": tree.json, "version": .number(1)
    ]).bytes
    let count = UInt32(head.count)
    return Data((0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }) + head + request
  }

  /// - Returns: what is known of the request, and the request itself.
  static func read(_ bytes: Data) throws(KeyholdingFault) -> (kept: KeptRequest, request: WarrantRequest) {
    let count = bytes.prefix(4).reduce(0) { $0 << 8 | Int($1) }
    guard bytes.count >= 4 + count else { throw .malformed(kind, "it ends too early.") }
    var fields = try CanonicalFields(Data(bytes.dropFirst(4).prefix(count)), kind: kind, limit: 4096)
    let receivedAt = try fields.instant("receivedAt")
    let tree = try LoggedTree(json: fields.value("tree"), of: kind)
    try fields.finish()
    let request = try WarrantRequest(bytes: Data(bytes.dropFirst(4 + count)))
    let kept = KeptRequest(commitment: request.commitment, receivedAt: receivedAt, warrant: request.warrant, decision: nil, tree: tree)
    return (kept, request)
  }
}
