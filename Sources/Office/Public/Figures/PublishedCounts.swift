import Storage
import Traffic
import TransparencyLog

/// Counts as `figures.published` entries hold them, and their sums.
struct PublishedCounts: Hashable, Sendable {
  /// Parts of one split that an entry holds at most, so that it never gets too long for the log. The rest follows with the next entry.
  static let mostParts = 500

  private var figures: [Figure: Int] = [:]
  private var splits: [FigureSplit: [String: Int]] = [:]

  init() {}

  /// Everything that the store ever counted.
  init(of store: Store) throws {
    let totals = try store.totals()
    for figure in Figure.allCases { figures[figure] = figure.counters.reduce(0) { $0 + (totals[$1] ?? 0) } }
    splits[.casesByKind] = Self.parts(totals, prefix: "violation/")
    splits[.rejectedByReason] = Self.parts(totals, prefix: "rejected/")
    splits[.approvedByCamera] = try Self.parts(store.totalsByCamera([.approved]))
    splits[.rejectedByCamera] = try Self.parts(store.totalsByCamera(StatisticKind.rejections))
  }

  /// - Parameter fields: of an entry. What is no count, or of a later version, counts nothing.
  init(fields: [String: CanonicalJSON]) {
    for figure in Figure.allCases {
      if case .number(let number)? = fields[figure.rawValue], number > 0 { figures[figure] = number }
    }
    for split in FigureSplit.allCases {
      guard case .object(let parts)? = fields[split.rawValue] else { continue }
      let counts = parts.compactMapValues { if case .number(let number) = $0, number > 0 { number } else { nil as Int? } }
      if !counts.isEmpty { splits[split] = counts }
    }
  }

  subscript(figure: Figure) -> Int { figures[figure] ?? 0 }
  subscript(split: FigureSplit) -> [String: Int] { splits[split] ?? [:] }

  /// All figures, those that are zero too, and of splits what is not zero.
  var fields: [String: CanonicalJSON] {
    let numbers = Figure.allCases.map { ($0.rawValue, CanonicalJSON.number(self[$0])) }
    let objects = FigureSplit.allCases.map { ($0.rawValue, CanonicalJSON.object(self[$0].mapValues { .number($0) })) }
    return Dictionary(uniqueKeysWithValues: numbers + objects)
  }

  static func += (sum: inout Self, more: Self) {
    sum.figures.merge(more.figures, uniquingKeysWith: +)
    for (split, parts) in more.splits { sum.splits[split, default: [:]].merge(parts, uniquingKeysWith: +) }
  }

  /// What is still to be published where this was counted and that was published. A store that was put back to an older state has counted less than
  /// was published; nothing of that is taken back.
  func unpublished(after published: Self) -> Self {
    var rest = Self()
    for (figure, number) in figures { rest.figures[figure] = max(0, number - published[figure]) }
    for (split, parts) in splits {
      let left = parts.map { ($0.key, $0.value - published[split][$0.key, default: 0]) }.filter { $0.1 > 0 }
      rest.splits[split] = Dictionary(uniqueKeysWithValues: left.sorted { $0.0 < $1.0 }.prefix(Self.mostParts))
    }
    return rest
  }

  /// Whether somewhere less was counted than was published.
  func isBehind(_ published: Self) -> Bool { Figure.allCases.contains { self[$0] < published[$0] } }

  private static func parts(_ totals: [StatisticKind: Int], prefix: String) -> [String: Int] {
    let found = totals.filter { $0.key.rawValue.hasPrefix(prefix) && $0.value > 0 }
    return Dictionary(uniqueKeysWithValues: found.map { (String($0.key.rawValue.dropFirst(prefix.count)), $0.value) })
  }

  private static func parts(_ totals: [CameraID: Int]) -> [String: Int] {
    Dictionary(uniqueKeysWithValues: totals.filter { $0.value > 0 }.map { ($0.key.rawValue, $0.value) })
  }
}
