import TransparencyLog

/// What the log's entries of one day (UTC) come to.
struct DayFigures: Hashable, Sendable {
  var counts = PublishedCounts()
  /// How many entries there are of each type.
  var entries: [LogEntry.Kind: Int] = [:]
  /// Looks and searches.
  var uses: [SearchGroup: SearchCount] = [:]
  /// Days of passes that were destroyed.
  var destroyedDays: Set<String> = []

  mutating func add(_ entry: LogEntry) {
    entries[entry.kind, default: 0] += 1
    switch entry.kind {
    case .figuresPublished: counts += PublishedCounts(fields: entry.fields)
    case .auditRecorded:
      let isRefused = entry.fields["outcome"]?.text == "refused"
      uses[SearchGroup(fields: entry.fields), default: SearchCount()].add(isRefused: isRefused)
    case .dayDestroyed: if let day = entry.fields["day"]?.text { destroyedDays.insert(day) }
    default: break
    }
  }

  static func += (sum: inout Self, more: Self) {
    sum.counts += more.counts
    sum.entries.merge(more.entries, uniquingKeysWith: +)
    sum.uses.merge(more.uses, uniquingKeysWith: +)
    sum.destroyedDays.formUnion(more.destroyedDays)
  }

  /// How many searches there were, refused ones too.
  var searches: Int { uses.filter(\.key.isSearch).reduce(0) { $0 + $1.value.count } }

  func count(_ kind: LogEntry.Kind) -> Int { entries[kind] ?? 0 }
}

extension SearchCount {
  fileprivate mutating func add(isRefused: Bool) {
    count += 1
    if isRefused { refused += 1 }
  }
}
