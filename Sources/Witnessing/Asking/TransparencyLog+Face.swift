import TransparencyLog

/// What a checkpoint that somebody else kept says about a log.
enum LogFace: Sendable {
  /// A state of this log.
  case own
  /// Not signed by it: whoever shows it proves nothing.
  case unsigned
  /// Signed by it, and no state of it.
  case other
}

extension TransparencyLog {
  /// Compares a checkpoint that bears this log's name with the log as it is.
  /// - Throws: what the store throws.
  func face(of note: SignedNote) throws(TransparencyFault) -> LogFace {
    guard (try? note.verified(by: [key])) != nil, let state = try? Checkpoint(text: note.text), state.origin == key.name else { return .unsigned }
    // It signed a state that it does not have: set back, or written by two.
    guard state.size <= checkpoint.size else { return .other }
    return try consistency(from: state.size).leads(from: state.root, to: checkpoint.root) ? .own : .other
  }
}
