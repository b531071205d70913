import Foundation
import Traffic

/// Entries on their way into the inbox: their bodies encrypted, and the larger ones staged as files.
struct Arrival: Sendable {
  var entries: [InboxEntry]
  var objects: [UUID: PreparedObject]

  var staged: [ObjectFolder.Staged] { objects.values.compactMap(\.staged) }
}
