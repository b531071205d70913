import Foundation

/// The server's keys at one moment. What is new is written under the current one; older ones open what was written under them, until a rotation
/// has left nothing there.
struct KeyRing: Sendable {
  let current: ServerKey
  /// Oldest first.
  let older: [ServerKey]

  /// - Parameter keys: Oldest first.
  /// - Returns: `nil` where there is none.
  init?(_ keys: [ServerKey]) {
    guard let last = keys.last else { return nil }
    current = last
    older = keys.dropLast()
  }

  /// All of them, newest first.
  var keys: [ServerKey] { [current] + older.reversed() }

  subscript(id: UInt32) -> ServerKey? { current.id == id ? current : older.first { $0.id == id } }

  /// The indexes by which a row may be found, the current key's first: it is under another one's where a rotation has not come to it yet.
  func indexes(_ field: ServerKey.IndexedField, _ text: String) -> [Data] { keys.map { $0.index(field, text) } }
}
