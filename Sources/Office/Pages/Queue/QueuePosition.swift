import Traffic

/// Where a case stands in the filtered queue.
struct QueuePosition: Sendable, Hashable {
  /// From 0; `nil` where the case is not in the queue any more.
  var index: Int?
  var total: Int
  var previous: CaseID?
  var next: CaseID?

  /// - Parameter queue: the cases of the filter in order.
  init(of id: CaseID, in queue: [CaseID]) {
    total = queue.count
    index = queue.firstIndex(of: id)
    guard let index else {
      next = queue.first
      return
    }
    previous = index > 0 ? queue[index - 1] : nil
    next = index + 1 < queue.count ? queue[index + 1] : nil
  }
}
