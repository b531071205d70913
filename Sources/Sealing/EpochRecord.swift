public import Foundation

/// What is written about an epoch before its first pass is sealed: without it nobody could ever open one.
///
/// Bytes: `suite || ctx || u8 k || u8 n || LP(holder)… || commitment[32]… || (u16 length || capsule)…`, commitments in the subsets' order,
/// capsules in the holders'.
public struct EpochRecord: Hashable, Sendable {
  public let context: EpochContext
  public let holders: HolderSet
  /// One for each subset, in order.
  public let commitments: [Commitment]
  /// One for each holder, in order.
  public let capsules: [Capsule]

  init(context: EpochContext, holders: HolderSet, commitments: [Commitment], capsules: [Capsule]) {
    self.context = context
    self.holders = holders
    self.commitments = commitments
    self.capsules = capsules
  }

  /// - Throws: ``SealingFault/malformed(_:)``, ``SealingFault/unknownSuite(_:)`` or ``SealingFault/holders(_:)``.
  public init(bytes: Data) throws(SealingFault) {
    var reader = SealedReader(bytes, of: "epoch record")
    _ = try reader.suite()
    let context = try EpochContext(&reader)
    let holders = try HolderSet(&reader)
    var commitments: [Commitment] = []
    for _ in holders.subsets { commitments.append(try Commitment(bytes: reader.bytes(Commitment.byteCount))) }
    var capsules: [Capsule] = []
    for holder in holders.holders {
      let capsule = try Capsule(bytes: reader.bytes(Int(try reader.u16())))
      guard capsule.holder == holder, capsule.context == context else { throw reader.fault }
      capsules.append(capsule)
    }
    try reader.finish()
    self.init(context: context, holders: holders, commitments: commitments, capsules: capsules)
  }

  public var bytes: Data {
    var bytes = Data([SealingSuite.current.rawValue])
    bytes.append(raw: context.bytes)
    bytes.append(raw: holders.bytes)
    for commitment in commitments { bytes.append(raw: commitment.bytes) }
    for capsule in capsules {
      bytes.append(UInt16(capsule.bytes.count))
      bytes.append(raw: capsule.bytes)
    }
    return bytes
  }

  /// The capsule for a holder; `nil` for a stranger.
  public func capsule(for holder: HolderID) -> Capsule? { capsules.first { $0.holder == holder } }
}
