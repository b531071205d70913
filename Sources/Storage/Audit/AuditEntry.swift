import Crypto
public import Foundation

/// An audit record as it rests, with what binds it to the public log.
public struct AuditEntry: Hashable, Sendable, Identifiable {
  /// Counts the records of this office; none is left out.
  public let sequence: Int
  public let id: UUID
  /// The record's number among all that the log was told.
  public let number: Int
  /// Where its commitment stands in the log; `nil` while it is on its way there.
  public let place: AuditPlace?
  public let record: AuditRecord
  /// The record's bytes as they were committed to.
  public let bytes: Data
  /// 32 random bytes: without them nobody can tell from the commitment what the record says.
  public let opening: Data

  /// SHA-256 of ``opening`` and ``bytes``: what the log has.
  public var commitment: Data { Self.commitment(opening: opening, bytes: bytes) }

  static func commitment(opening: Data, bytes: Data) -> Data { Data(SHA256.hash(data: opening + bytes)) }
}
