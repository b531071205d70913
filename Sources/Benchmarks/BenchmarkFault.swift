/// Why a benchmark could not be run, or why its figures count for nothing.
public enum BenchmarkFault: Error, CustomStringConvertible, Sendable {
  case badList(path: String, line: Int, reason: String)
  case unreadable(path: String, reason: String)
  /// A load for an address that is not this machine's.
  case notThisMachine(String)
  /// No server takes connections where one should.
  case unreachable(String)
  /// A server that ended, or did not begin; with the last it said.
  case serverEnded(status: Int32, lastWords: String)
  /// A server that does not end, or does not answer, in time.
  case serverSlow(String)
  /// Requests that should have been taken were not: how many of how many, and what became of them.
  case refused(failed: Int, of: Int, how: String)
  /// What was acknowledged is not what is stored.
  case countsDiffer(acknowledged: Int, stored: Int)
  /// A search found other passes than were planted.
  case wrongHits(round: Int, found: Int, planted: Int)
  /// A log that is not whole after it was written to: says what was found.
  case logDamaged(String)
  /// Too little room on the disk: what is needed and what there is, in bytes.
  case diskTooSmall(needed: Int, free: Int)
  /// A number that cannot be measured with; says what would be right.
  case unusable(String)

  public var description: String {
    switch self {
    case .badList(let path, let line, let reason): "\(path), line \(line): \(reason)"
    case .unreadable(let path, let reason): "\(path): \(reason)"
    case .notThisMachine(let host): "\(host) is not this machine. A load is sent to 127.0.0.1 or ::1 only."
    case .unreachable(let address): "Nothing takes connections at \(address). Is the server running?"
    case .serverEnded(let status, let words): "The server ended with status \(status). The last it said: \(words.isEmpty ? "nothing" : words)"
    case .serverSlow(let what): "The server \(what)."
    case .refused(let failed, let all, let how): "\(failed) of \(all) requests went wrong (\(how)). The figures would say nothing."
    case .countsDiffer(let acknowledged, let stored):
      "\(acknowledged) passes were acknowledged and \(stored) are stored. Nothing may be lost or doubled."
    case .wrongHits(let round, let found, let planted): "Search \(round) found \(found) passes; \(planted) were planted for it."
    case .logDamaged(let what): "The log is not whole: \(what)."
    case .diskTooSmall(let needed, let free):
      "About \(needed >> 20) MiB are needed on the disk and \(free >> 20) MiB are free. Take fewer passes or another folder."
    case .unusable(let what): what
    }
  }
}
