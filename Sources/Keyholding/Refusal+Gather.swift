extension Refusal {
  /// Runs a check.
  /// - Returns: what it says where it fails; nothing where it does not. So that the next check can be run whatever this one says.
  static func gather(_ check: () throws(Refusal) -> Void) -> [Refusal] {
    do {
      try check()
      return []
    } catch {
      return [error]
    }
  }
}
