import ArgumentParser
import Foundation
import RoadSimulator
import Traffic

/// `gantry simulate`: the virtual country, without a server.
struct SimulateCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate",
    abstract: "Draw pictures and write files of the virtual country.",
    discussion: "The whole country at work is started with `gantry demo`; here single things of it are made, for tests and for looking at.",
    subcommands: [Still.self, Files.self])

  /// `gantry simulate still`
  struct Still: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw one 3840 × 2160 still as JPEG and print the plate on it.",
      discussion: "The same seed and time give the same picture. Example: gantry simulate still --out still.jpg --seed 7 --at 2026-11-21T09:00:00Z")

    @Option(help: "File to write.") var out: String
    @Option(help: "Decides place, vehicle and plate.") var seed: UInt64 = 1
    @Option(help: "Time with its zone, such as 2026-11-21T09:00:00Z; decides where the sun stands. Now, where it is left out.") var at: String?
    @Flag(help: "An open road instead of a junction with the light red.") var road = false

    func run() async throws {
      let sample = try await renderSample(at: time(), seed: seed, isJunction: !road)
      try sample.jpeg.write(to: URL(fileURLWithPath: out))
      print(sample.plate.text)
    }

    private func time() throws -> Date {
      guard let at else { return Date() }
      guard let time = try? Date(at, strategy: .iso8601) else {
        throw ValidationError("--at \(at) is not a time with its zone; write it like 2026-11-21T09:00:00Z.")
      }
      return time
    }
  }

  /// `gantry simulate files`
  struct Files: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Write registry.csv and hotlist.csv of the virtual country.",
      discussion: "They are taken by `gantry registry import` and `gantry hotlist import`.")

    @Argument(help: "An existing folder.") var folder: String

    func run() throws {
      try Country.standard.writeFiles(to: URL(fileURLWithPath: folder), now: Date())
    }
  }
}
