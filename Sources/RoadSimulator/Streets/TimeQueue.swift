import Foundation

/// Things to come, the earliest first (a binary heap).
struct TimeQueue<Element: Sendable>: Sendable {
  private var heap: [(at: Date, element: Element)] = []

  var isEmpty: Bool { heap.isEmpty }
  var count: Int { heap.count }
  /// When the next thing happens.
  var nextTime: Date? { heap.first?.at }

  mutating func insert(_ element: Element, at time: Date) {
    heap.append((time, element))
    var child = heap.count - 1
    while child > 0, heap[child].at < heap[(child - 1) / 2].at {
      heap.swapAt(child, (child - 1) / 2)
      child = (child - 1) / 2
    }
  }

  /// Takes the earliest thing out; `nil` where nothing is to come.
  mutating func popFirst() -> (at: Date, element: Element)? {
    guard let first = heap.first, let last = heap.popLast() else { return nil }
    guard !heap.isEmpty else { return first }
    heap[0] = last
    var parent = 0
    while true {
      let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < heap.count }
      guard let child = children.min(by: { heap[$0].at < heap[$1].at }), heap[child].at < heap[parent].at else { break }
      heap.swapAt(child, parent)
      parent = child
    }
    return first
  }
}
