import Crypto
public import Foundation

/// What the server commits to for one subset: `SHA-256("gantry/v1/commit" || ctx || A || E_A)`. Holders compare it with what their capsules
/// hold and with each other's, so that the server cannot give one holder something else.
public struct Commitment: Hashable, Sendable {
  public static let byteCount = 32
  /// 32 bytes.
  public let bytes: Data

  /// - Throws: ``SealingFault/malformed(_:)`` unless there are 32 bytes.
  public init(bytes: Data) throws(SealingFault) {
    guard bytes.count == Self.byteCount else { throw .malformed("commitment: it has \(Self.byteCount) bytes") }
    self.bytes = Data(bytes)
  }

  /// Commits to a subset's secret.
  init(to secret: UnsafeRawBufferPointer, subset: HolderSubset, context: EpochContext) throws(SealingFault) {
    let memory = try SecretBytes(count: 1024)
    var message = FixedBytes(memory.all)
    message.append(SealingLabel.commitment)
    message.append(raw: context.bytes)
    message.append(raw: subset.bytes)
    message.append(raw: secret)
    var hash = SHA256()
    hash.update(bufferPointer: message.written)
    bytes = Data(hash.finalize())
  }

  /// What goes into the log's `epoch.opened`: SHA-256 of the commitment.
  public var logHash: Data { Data(SHA256.hash(data: bytes)) }
}
