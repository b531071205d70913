import Foundation

/// The body of a row: the bytes that were committed to, never a copy of them, and what opens the commitment.
struct SealedAuditRecord: Codable, Sendable {
  var opening: Data
  var record: Data
}
