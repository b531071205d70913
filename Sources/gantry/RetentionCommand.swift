import ArgumentParser
import Foundation
import Office
import Sealing
import Storage

/// How long passes are kept, and what of them is still there.
struct RetentionCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "retention", abstract: "See which days of passes rest here, and which of their keys still exist.", subcommands: [Status.self])

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      commandName: "status",
      abstract: "Show days, sizes and which keys still exist.",
      discussion: "A day can be opened as long as enough keyholders have its key. Keyholders without an address or a folder are not asked.")

    @OptionGroup var config: ConfigurationOption
    @Flag(help: "Print one JSON object.") var json = false

    func run() async throws {
      let configuration = try config.configuration()
      let days = try PassArchive(folder: configuration.passArchive).days()
      var keys: [HolderID: Set<UTCDay>] = [:]
      var away: [HolderID] = []
      for line in KeyholderLines.all(of: configuration.sealing) {
        do { keys[line.holder] = try await line.status().days } catch { away.append(line.holder) }
      }
      let report = RetentionReport(configuration: configuration, days: days, keys: keys, away: away)
      print(json ? try report.line() : report.text)
    }
  }
}
