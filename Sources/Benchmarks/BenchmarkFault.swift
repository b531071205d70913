/// Why a benchmark could not be run.
public enum BenchmarkFault: Error, CustomStringConvertible, Sendable {
  case badList(path: String, line: Int, reason: String)
  case unreadable(path: String, reason: String)

  public var description: String {
    switch self {
    case .badList(let path, let line, let reason): "\(path), line \(line): \(reason)"
    case .unreadable(let path, let reason): "\(path): \(reason)"
    }
  }
}
