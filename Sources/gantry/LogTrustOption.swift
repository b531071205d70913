import ArgumentParser
import Foundation
import TransparencyLog

/// Whose signatures on a log count.
struct LogTrustOption: ParsableArguments {
  @Option(help: ArgumentHelp("A policy: lines `log`, `witness`, `group` and one `quorum`, as keyholders have one.", valueName: "file"))
  var policy: String?
  @Option(name: .customLong("key"), help: ArgumentHelp("A log's verifier key, as `gantry log key` prints it; once for each shard.", valueName: "key"))
  var keys: [String] = []

  func validate() throws {
    if policy != nil, !keys.isEmpty { throw ValidationError("--policy and --key exclude each other: a policy names the keys itself.") }
  }

  /// - Returns: `nil` where nobody was named.
  func named() throws -> WitnessPolicy? {
    if let policy {
      guard let text = try? String(contentsOfFile: policy, encoding: .utf8) else { throw CommandFailure("\(policy) cannot be read") }
      do {
        return try WitnessPolicy(text: text)
      } catch {
        throw CommandFailure("\(policy): \(error)")
      }
    }
    // The line as `gantry log key` prints it is taken whole, too.
    return keys.isEmpty ? nil : try Self.policy(keys.map { $0.hasPrefix("log ") ? String($0.dropFirst(4)) : $0 })
  }

  /// A policy of logs alone.
  static func policy(_ keys: [String]) throws -> WitnessPolicy {
    var lines: [String] = []
    for key in keys { lines.append("log \(try NoteKey(text: key).text)\n") }
    return try WitnessPolicy(text: "\(lines.joined())quorum none\n")
  }
}
