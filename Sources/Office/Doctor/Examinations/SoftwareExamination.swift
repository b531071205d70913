import Foundation
import Glibc
import Storage

/// Whether the program that runs is the one that the public log was told of.
struct SoftwareExamination: Examination {
  static let name = "software"

  let store: Store
  /// The process that serves; `nil` looks at this program.
  let server: pid_t?

  struct Facts: Sendable {
    var program: Data
    /// `nil` where the log was told nothing yet.
    var told: Data?
  }

  func facts() throws -> Facts {
    let served = server.map { URL(fileURLWithPath: "/proc/\($0)/exe") }
    let file = served.flatMap { FileManager.default.isReadableFile(atPath: $0.path) ? $0 : nil } ?? InstallationNews.program
    return Facts(program: try InstallationNews.hash(of: file), told: try store.told(.software))
  }

  func findings(_ facts: Facts) -> [Finding] {
    guard let told = facts.told else { return [unknown("The log was not told yet which program runs; the server does that when it starts.")] }
    guard told == facts.program else {
      return [fails("The program is not the one that the public log was told of.", "Find out where this file comes from; a new version is told to the log when the server starts.")]
    }
    return [holds("The program is the one that the public log was told of.")]
  }
}
