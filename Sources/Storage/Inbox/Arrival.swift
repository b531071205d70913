import Foundation
import Traffic

/// Entries on their way into the inbox: their bodies encrypted, and the larger ones staged as files.
struct Arrival: Sendable {
  /// An entry with the keyed index by which a repeat is known.
  struct Item: Sendable {
    var entry: InboxEntry
    var vendorIndex: Data
  }

  var items: [Item]
  var objects: [UUID: PreparedObject]

  var staged: [ObjectFolder.Staged] { objects.values.compactMap(\.staged) }
}
