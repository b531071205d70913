import Foundation

/// Whose a key is that stands in a slot. Slots are rows of one length that are only ever overwritten in place: SQLite moves longer and shorter
/// rows about, and leaves copies of them in unused parts of its pages, which outlive the row. A key that is overwritten here is gone.
enum KeySlot: Int, Sendable {
  /// A body's, while an inbox row or an unparsed body owns it. From 2 on, because SQLite stores 0 and 1 in fewer bytes.
  case object = 2
  /// What is written about a case or a hit.
  case file = 3
  /// The keys of its evidence.
  case evidence = 4

  /// Which of the server's keys wraps it.
  var wrapped: ServerKey.Wrapped { self == .object ? .object : .case }

  /// Who owns an empty slot.
  static let nobody = Data(count: 16)
  /// What stands in an empty slot.
  static let nothing = Data(count: KeyMark.length + KeyMark.wrappedLength)
}
