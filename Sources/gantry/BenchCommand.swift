import ArgumentParser

/// What Gantry is measured by.
struct BenchCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bench", abstract: "Measure how well and how fast Gantry works here.",
    discussion: "Use the release build (`make release`): a debug build is many times slower.",
    subcommands: [BenchReadCommand.self, BenchIngestCommand.self, BenchSearchCommand.self, BenchLogCommand.self])
}
