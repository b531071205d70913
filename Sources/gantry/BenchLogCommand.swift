import ArgumentParser
import Benchmarks
import Foundation
import Office
import TransparencyLog

/// `gantry bench log`
struct BenchLogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Write to a log of its own and see how many entries a second it makes durable and provable, and how long a proof takes.",
    discussion: """
      Each entry is on the disk, under a signed checkpoint, and its proof is in hand before it counts; those that wait together share a checkpoint. In
      the end the whole log is read and every byte compared. With --keep the folder stays, and another run goes on with the log in it.
        gantry bench log --json
      """)

  private static let origin = "gantry.bench/log"

  @Option(help: "How many entries are written.")
  var entries = 50_000

  @Option(help: "How many write at the same time.")
  var appenders = 2000

  @Option(help: ArgumentHelp("For how long an entry waits for others, as in a server.", valueName: "milliseconds"))
  var pooling = 200

  @OptionGroup var place: BenchFolderOption

  @Flag(help: "Print one JSON object after the report.")
  var json = false

  func run() async throws {
    let report = try await Interruption.cancelling { try await measured() }
    print(report.text)
    if json { print(try report.line()) }
  }

  private func measured() async throws -> LogBenchReport {
    let benchmark = try LogBenchmark(entries: entries, appenders: appenders, pooling: .milliseconds(pooling))
    let url = place.url()
    let key = LogKeyFile(url.appending(path: "log.key"))
    let isOurs = FileManager.default.fileExists(atPath: key.file.path)
    let found = (try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []
    guard found.isEmpty || isOurs else { throw CommandFailure("\(url.path) is neither empty nor the folder of an earlier run") }
    // What an earlier run was to leave stays.
    defer { if !place.keep, !isOurs { try? FileManager.default.removeItem(at: url) } }
    let signer = try key.signer(origin: Self.origin)
    BenchProgress.tell("the log's key is \(signer.key.text)")
    return try await benchmark.run(in: url.appending(path: "log", directoryHint: .isDirectory), signer: signer, progress: BenchProgress.tell)
  }
}
