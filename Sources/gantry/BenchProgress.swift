import Foundation

/// How far a benchmark is, on standard error: standard output is for its report.
enum BenchProgress {
  /// What cannot be told is no reason to stop.
  static func tell(_ text: String) { try? FileHandle.standardError.write(contentsOf: Data("\(text)\n".utf8)) }
}
