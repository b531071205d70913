import ArgumentParser
import Benchmarks
import Foundation
import Office
import Sealing

/// `gantry bench search`
struct BenchSearchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "search", abstract: "Fill an archive of passes and see how long a warrant's search in it takes, and how soon a server starts on it.",
    discussion: """
      Each search is a warrant for another plate at all cameras over all days, from the keyholders' answers to the passes found. It must find what was
      planted for it and nothing else. Takes about 700 bytes of the disk a pass (free space is looked at first), given back in the end.
        gantry bench search --json
        gantry bench search --passes 10000000 --compare 1000000
      """)

  @Option(help: "How many passes the archive has.")
  var passes = 10_000_000

  @Option(help: "How many cameras they are of, 1 to 1000.")
  var cameras = 100

  @Option(help: "How many days they are of, 1 to 366; the last is yesterday.")
  var days = 30

  @Option(help: "How many searches are made, each for another plate.")
  var searches = 100

  @Option(help: ArgumentHelp("Fills and searches a second archive, with so many passes, and compares.", valueName: "passes"))
  var compare: Int?

  @OptionGroup var place: BenchFolderOption

  @Flag(help: "Print one JSON object after the report.")
  var json = false

  func run() async throws {
    let report = try await Interruption.cancelling { try await measured() }
    print(report.text)
    if json { print(try report.line()) }
  }

  private func measured() async throws -> SearchReport {
    let plan = try ArchivePlan(passes: passes, cameras: cameras, days: days, lastDay: UTCDay(containing: Date()).advanced(byDays: -1))
    let url = place.url()
    // A folder that is not empty is refused, and is left as it is.
    let ground = try await BenchGround(in: url)
    defer { if !place.keep { try? FileManager.default.removeItem(at: url) } }
    let benchmark = try SearchBenchmark(plan, keyholders: ground.keyholders, searches: searches)
    let figures = try await benchmark.run(in: ground.configuration.passArchive, progress: BenchProgress.tell)
    BenchProgress.tell("a server starts")
    let server = try await ground.server.start()
    let startSeconds = server.startSeconds
    try await server.stop()
    return SearchReport(figures, plan: plan, comparison: try await comparison(benchmark, beside: url), startSeconds: startSeconds)
  }

  private func comparison(_ benchmark: SearchBenchmark, beside url: URL) async throws -> SearchFigures? {
    guard let compare else { return nil }
    let own = url.appending(path: "comparison", directoryHint: .isDirectory)
    defer { try? FileManager.default.removeItem(at: own) }
    return try await benchmark.run(in: own, passes: compare, progress: BenchProgress.tell)
  }
}
