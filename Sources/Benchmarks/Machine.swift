import Foundation

/// On what, and of what, figures were taken.
public struct Machine: Codable, Hashable, Sendable {
  public var processor: String
  public var cores: Int
  /// Of the source the program was built from; `unknown` where it does not lie in its repository.
  public var commit: String
  /// Built for use, not for finding faults: only then do times mean anything.
  public var isReleaseBuild = Machine.isRelease

  /// The machine this runs on.
  static let this = Machine(processor: processorName(), cores: ProcessInfo.processInfo.activeProcessorCount, commit: commit())

  /// What to say of figures that mean nothing; empty for those that do.
  var buildRemark: String { isReleaseBuild ? "" : " (debug build: the times mean nothing)" }

  private static var isRelease: Bool {
    #if DEBUG
      false
    #else
      true
    #endif
  }

  private static func processorName() -> String {
    let facts = (try? String(contentsOfFile: "/proc/cpuinfo", encoding: .utf8)) ?? ""
    let line = facts.split(separator: "\n").first { $0.hasPrefix("model name") }
    return line?.split(separator: ":").last.map { $0.trimmingCharacters(in: .whitespaces) } ?? "unknown processor"
  }

  private static func commit() -> String {
    let git = Process()
    let answer = Pipe()
    git.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    git.arguments = ["git", "-C", Bundle.main.bundleURL.path, "rev-parse", "--short", "HEAD"]
    git.standardOutput = answer
    git.standardError = FileHandle.nullDevice
    guard (try? git.run()) != nil else { return "unknown" }
    let text = String(decoding: answer.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
    git.waitUntilExit()
    return git.terminationStatus == 0 && !text.isEmpty ? text : "unknown"
  }
}
