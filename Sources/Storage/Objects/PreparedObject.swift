import Crypto
import Foundation

/// An encrypted object that waits for the transaction that names it: a small one goes into the row, a larger one is staged as a file. Its key is
/// wrapped in that transaction, under the server's key of that moment.
struct PreparedObject: Sendable {
  /// Up to this many bytes an object stands in the database itself, which saves a file and a wait for the disk.
  static let longestInline = 16 * 1024

  var id: UUID
  var key: SymmetricKey
  var byteCount: Int
  var inline: Data?
  var staged: ObjectFolder.Staged?
}
