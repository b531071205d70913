import Foundation

/// Why the log's key cannot be used.
struct LogKeyFault: Error, CustomStringConvertible {
  let description: String

  init(_ file: URL, _ why: String) { description = "\(file.path): \(why)" }
}
