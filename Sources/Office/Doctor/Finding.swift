/// What one check of the installation came to, in words for whoever runs it.
public struct Finding: Sendable, Hashable, Codable {
  public enum Verdict: String, Sendable, Hashable, Codable {
    /// It is as it should be.
    case holds
    /// It is not, and somebody has to do something.
    case fails
    /// It could not be seen from here, or there is nothing of the kind. Counts neither for nor against.
    case unknown
  }

  /// What was checked, such as `key-files`.
  public var check: String
  public var verdict: Verdict
  /// What holds, or what does not. Never a plate, a name or a key.
  public var says: String
  /// What to do about it; `nil` where nothing needs doing.
  public var advice: String?

  static func holds(_ check: String, _ says: String, advice: String? = nil) -> Finding {
    Finding(check: check, verdict: .holds, says: says, advice: advice)
  }

  static func fails(_ check: String, _ says: String, _ advice: String) -> Finding {
    Finding(check: check, verdict: .fails, says: says, advice: advice)
  }

  static func unknown(_ check: String, _ says: String, advice: String? = nil) -> Finding {
    Finding(check: check, verdict: .unknown, says: says, advice: advice)
  }
}
