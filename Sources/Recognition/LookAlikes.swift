/// Characters that look alike on plates, and how often one is taken for the other.
///
/// The pairs are those that grammars are allowed to resolve: the letter O for the digit 0 and so on. Some typefaces draw a pair exactly
/// the same, so that only the place in the text can tell.
enum LookAlikes {
  /// One character that may stand for another.
  struct Twin: Hashable, Sendable {
    var code: UInt8
    /// How probable it is that one is drawn, or seen, like the other: 0 to 1.
    var probability: Double
  }

  private static let pairs: [(String, Double)] = [
    ("0O", 0.15), ("0D", 0.03), ("0Q", 0.05), ("OQ", 0.04), ("OD", 0.03), ("DQ", 0.01), ("1I", 0.15), ("1L", 0.02), ("2Z", 0.04), ("5S", 0.04),
    ("8B", 0.04), ("6G", 0.03),
  ]

  /// The twins of each character, likeliest first.
  static let twins: [[Twin]] = {
    var table = [[Twin]](repeating: [], count: PlateText.characterCount)
    for (pair, probability) in pairs {
      guard let codes = PlateText(pair)?.codes, codes.count == 2 else { continue }
      table[Int(codes[0])].append(Twin(code: codes[1], probability: probability))
      table[Int(codes[1])].append(Twin(code: codes[0], probability: probability))
    }
    return table.map { $0.sorted { $0.probability > $1.probability } }
  }()

  /// How probable it is that a plate carries `written` where the net saw `seen`. A net that has learnt one typeface is surer of O and 0
  /// than it can be; this says by how much. 0 for texts of different length.
  static func probability(of written: PlateText, seenAs seen: PlateText) -> Double {
    guard written.count == seen.count else { return 0 }
    return zip(written.codes, seen.codes).reduce(1) { $0 * probability(of: $1.0, seenAs: $1.1) }
  }

  private static func probability(of written: UInt8, seenAs seen: UInt8) -> Double {
    let others = twins[Int(seen)]
    if written == seen { return 1 - others.reduce(0) { $0 + $1.probability } }
    return others.first { $0.code == written }?.probability ?? 0
  }
}
