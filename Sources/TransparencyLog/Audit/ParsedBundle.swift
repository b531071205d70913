import Foundation

/// A bundle of entries, read as far as it can be.
struct ParsedBundle {
  let file: String
  private(set) var entries: [Data] = []
  /// Where each begins, with its length.
  private(set) var offsets: [Int] = []
  /// Where the last one ends.
  private(set) var end = 0

  init(_ file: String, _ bytes: Data) {
    self.file = file
    while bytes.count - end >= 2 {
      let length = bytes.dropFirst(end).prefix(2).reduce(0) { $0 << 8 | Int($1) }
      guard bytes.count - end - 2 >= length else { break }
      entries.append(Data(bytes.dropFirst(end + 2).prefix(length)))
      offsets.append(end)
      end += 2 + length
    }
  }

  func prefix(_ count: Int) -> ParsedBundle {
    var first = self
    first.entries = Array(entries.prefix(count))
    return first
  }
}
