/// Collects what is wrong with a rulebook while it is walked through.
struct RuleCheck {
  private(set) var faults: [RuleFault] = []
  private var path: [String] = []

  /// Walks into a part of the rulebook.
  mutating func within(_ key: String, _ walk: (inout RuleCheck) -> Void) {
    path.append(key)
    walk(&self)
    path.removeLast()
  }

  /// Notes a fault unless a condition holds.
  mutating func require(_ holds: Bool, _ key: String, _ message: String) {
    guard !holds else { return }
    faults.append(RuleFault(key: (path + [key]).joined(separator: "."), message: message))
  }

  mutating func requireText(_ text: String, _ key: String, _ meaning: String) {
    require(!text.trimmed.isEmpty, key, "is empty; it says \(meaning)")
  }

  /// A number in a range; what is not a number is in none.
  mutating func require(_ number: Double, in range: ClosedRange<Double>, _ key: String) {
    require(range.contains(number), key, "is not a number from \(range.lowerBound) to \(range.upperBound)")
  }
}
