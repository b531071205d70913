import Foundation

/// How far a benchmark is, on standard error: standard output is for its report.
enum BenchProgress {
  static func tell(_ text: String) { FileHandle.standardError.write(Data("\(text)\n".utf8)) }
}
