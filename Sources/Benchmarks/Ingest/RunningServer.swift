import Foundation
import Glibc
import Synchronization

/// A server that was started to be measured.
public final class RunningServer: Sendable {
  private static let longestStop = Duration.seconds(300)
  private let process: Process
  private let words: URL
  private let start = Mutex(0.0)

  init(_ process: Process, words: URL) {
    self.process = process
    self.words = words
  }

  /// From starting the program to its first answer.
  public internal(set) var startSeconds: Double {
    get { start.withLock { $0 } }
    set { start.withLock { $0 = newValue } }
  }

  /// Memory that it has in use at this moment (`VmRSS`), in bytes; 0 where it is gone.
  var residentBytes: Int {
    let facts = (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
    let line = facts.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
    let kibibytes = line?.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap { Int($0) }
    return (kibibytes ?? 0) << 10
  }

  /// Tells it to end (SIGTERM) and waits until it has: then all it acknowledged lies where it stays.
  /// - Throws: ``BenchmarkFault/serverEnded(status:lastWords:)`` where it ended badly, ``BenchmarkFault/serverSlow(_:)`` where it had to be killed.
  public func stop() async throws {
    try expectRunning()
    process.terminate()
    let begun = ContinuousClock.now
    while process.isRunning {
      guard ContinuousClock.now - begun < Self.longestStop else {
        kill()
        throw BenchmarkFault.serverSlow("had not ended \(Self.longestStop.components.seconds) seconds after it was told to")
      }
      try await Task.sleep(for: .milliseconds(10))
    }
    guard process.terminationStatus == 0 else { throw ended }
  }

  /// - Throws: ``BenchmarkFault/serverEnded(status:lastWords:)``.
  func expectRunning() throws { if !process.isRunning { throw ended } }

  /// Ends it at once, without its having a say.
  public func kill() { if process.isRunning { Glibc.kill(process.processIdentifier, SIGKILL) } }

  private var ended: BenchmarkFault {
    let said = (try? String(contentsOf: words, encoding: .utf8)) ?? ""
    return .serverEnded(status: process.terminationStatus, lastWords: said.split(separator: "\n").suffix(3).joined(separator: " / "))
  }
}
