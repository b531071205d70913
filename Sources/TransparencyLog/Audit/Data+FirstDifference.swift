import Foundation

extension Data {
  /// The first place where it differs from other bytes, also by ending earlier or later; `nil` where they are the same.
  func firstDifference(from other: Data) -> Int? {
    let both = Swift.min(count, other.count)
    if prefix(both) == other.prefix(both) { return count == other.count ? nil : both }
    return zip(self, other).enumerated().first { $0.element.0 != $0.element.1 }?.offset
  }
}
