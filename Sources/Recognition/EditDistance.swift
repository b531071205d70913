/// How far two texts are apart.
enum EditDistance {
  /// The fewest insertions, removals and replacements that make one text of the other (Levenshtein).
  static func between(_ first: String, _ second: String) -> Int {
    let columns = Array(second.utf8)
    var above = Array(0...columns.count)
    for (row, byte) in first.utf8.enumerated() {
      var current = [row + 1]
      for (column, other) in columns.enumerated() {
        current.append(min(current[column] + 1, above[column + 1] + 1, above[column] + (byte == other ? 0 : 1)))
      }
      above = current
    }
    return above[columns.count]
  }

  /// 1 for equal texts, 0 for texts with nothing in common.
  static func likeness(_ first: String, _ second: String) -> Double {
    let longer = max(first.utf8.count, second.utf8.count)
    return longer == 0 ? 1 : 1 - Double(between(first, second)) / Double(longer)
  }
}
