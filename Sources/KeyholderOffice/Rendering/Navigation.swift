/// The judge's pages, with what waits there.
struct Navigation: Sendable {
  let requests: Entry
  let days: Entry
  let policy: Entry
  let log: Entry

  struct Entry: Sendable {
    let isCurrent: Bool
    /// How much waits there; `nil` where nothing does.
    let waiting: String?
  }

  enum Place: Sendable, Hashable { case requests, days, policy, log }

  init(at current: Place?, waiting: Waiting) {
    func entry(_ place: Place, _ count: Int = 0) -> Entry { Entry(isCurrent: place == current, waiting: count > 0 ? "\(count)" : nil) }
    requests = entry(.requests, waiting.requests)
    days = entry(.days)
    policy = entry(.policy, waiting.keys)
    log = entry(.log)
  }
}

/// How much waits for the judge.
struct Waiting: Sendable {
  var requests = 0
  /// Proposed approval keys.
  var keys = 0
}
