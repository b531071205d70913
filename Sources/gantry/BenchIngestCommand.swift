import ArgumentParser
import Benchmarks
import Foundation
import Office

/// `gantry bench ingest`
struct BenchIngestCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "ingest", abstract: "Post passes to a server of its own and see how many a second it makes durable, and how soon.",
    discussion: """
      Starts `gantry serve` on an empty folder and sends what cameras send, one pass a request, on connections that stay open. Server and senders
      share this machine. Each pass is sealed and on the disk before it is answered; in the end exactly those must be stored that were acknowledged.
        gantry bench ingest --json
      """)

  @Option(help: "How long each of three loads lasts.")
  var seconds = 20.0

  @Option(help: "How many connections send at the same time.")
  var connections = 100

  @Option(help: "How many cameras there are, 1 to 1000.")
  var cameras = 100

  @Option(help: "Where the server's folder is made, and removed in the end. Decides the disk that is measured.")
  var folder = FileManager.default.temporaryDirectory.path

  @Flag(help: "Print one JSON object after the report.")
  var json = false

  func validate() throws {
    guard (1...1000).contains(cameras) else { throw ValidationError("--cameras takes 1 to 1000.") }
  }

  func run() async throws {
    let report = try await Interruption.cancelling { try await measured() }
    print(report.text)
    if json { print(try report.line()) }
  }

  private func measured() async throws -> IngestReport {
    let url = URL(fileURLWithPath: folder).appending(path: "gantry-bench-\(UUID().uuidString)", directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: url) }
    let ground = try await BenchGround(in: url)
    let benchmark = try IngestBenchmark(
      server: ground.server, cameras: try ground.enrol(cameras: cameras), archive: ground.configuration.passArchive, seconds: seconds,
      connections: connections)
    return try await benchmark.run(progress: BenchProgress.tell)
  }
}
