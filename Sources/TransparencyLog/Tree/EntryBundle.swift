import Foundation

/// Entries as they rest in a tile: for each two bytes of length and its bytes.
enum EntryBundle {
  static func encode(_ entry: Data) -> Data { UInt16(clamping: entry.count).bigEndianBytes + entry }

  /// - Parameter count: how many there must be.
  /// - Throws: ``TransparencyFault/damaged(_:)``.
  static func decode(_ bytes: Data, count: Int, _ path: TilePath) throws(TransparencyFault) -> [Data] {
    var entries: [Data] = []
    var rest = bytes[...]
    while rest.count >= 2 {
      let length = rest.prefix(2).reduce(0) { $0 << 8 | Int($1) }
      guard rest.count >= 2 + length else { break }
      entries.append(Data(rest.dropFirst(2).prefix(length)))
      rest = rest.dropFirst(2 + length)
    }
    guard rest.isEmpty, entries.count == count else { throw .damaged("\(path) does not hold \(count) entries.") }
    return entries
  }

  /// The first entries of a bundle, as they rest.
  /// - Throws: ``TransparencyFault/damaged(_:)`` where it has fewer.
  static func prefix(_ count: Int, of bytes: Data, _ path: TilePath) throws(TransparencyFault) -> Data {
    var rest = bytes[...]
    for _ in 0..<count {
      let length = 2 + rest.prefix(2).reduce(0) { $0 << 8 | Int($1) }
      guard rest.count >= max(2, length) else { throw .damaged("\(path) does not hold \(count) entries.") }
      rest = rest.dropFirst(length)
    }
    return Data(bytes[..<rest.startIndex])
  }
}
