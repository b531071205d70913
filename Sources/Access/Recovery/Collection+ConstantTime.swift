extension Collection<UInt8> {
  /// Whether these are the same bytes, in a time that does not tell how many of them are.
  func isSame(as other: some Collection<UInt8>) -> Bool {
    guard count == other.count else { return false }
    var difference: UInt8 = 0
    for (one, another) in zip(self, other) { difference |= one ^ another }
    return difference == 0
  }
}
