import Traffic

/// Captures that are durable and wait to be judged, by ID, in order of arrival. Bodies stay in the store, so a long line costs no memory.
///
/// Several workers take from it at once; each ID goes to exactly one of them.
actor WaitingLine {
  private var waiting: [PassID] = []
  private var first = 0
  private var idle: [CheckedContinuation<PassID?, Never>] = []
  private var isOpen = true

  var count: Int { waiting.count - first }

  func add(_ ids: [PassID]) {
    for id in ids {
      if idle.isEmpty {
        waiting.append(id)
      } else {
        idle.removeFirst().resume(returning: id)
      }
    }
  }

  /// The next capture; suspends while there is none. `nil` once the line is closed: what still waits is in the inbox and is judged after the next start.
  func next() async -> PassID? {
    guard isOpen else { return nil }
    if first < waiting.count {
      let id = waiting[first]
      first += 1
      if first > 1024, first * 2 > waiting.count {
        waiting.removeFirst(first)
        first = 0
      }
      return id
    }
    return await withCheckedContinuation { idle.append($0) }
  }

  func close() {
    isOpen = false
    for worker in idle { worker.resume(returning: nil) }
    idle.removeAll()
  }
}
