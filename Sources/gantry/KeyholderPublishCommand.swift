import ArgumentParser
import Foundation
import Keyholding
import KeyholderOffice
import Sealing

/// Day keys as a file.
struct KeyholderPublishCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "publish", abstract: "Make the day keys that are missing, 14 days ahead, and write their public halves to a file for the server.",
    discussion: "The file also says which days there are keys of or held, and how far this keyholder has seen the log.")

  @Option(help: ArgumentHelp("The file to write.", valueName: "file"))
  var out: String
  @OptionGroup var option: KeyholderOption

  func run() async throws {
    let keyholder = try await option.open().keyholder
    let now = Date()
    let keys = try await keyholder.publishDayKeys(until: UTCDay(containing: now).advanced(byDays: Keyholder.daysAhead), now: now)
    try await Data((HandoverBody(keys, of: keyholder).line() + "\n").utf8).write(to: URL(fileURLWithPath: out), options: .atomic)
    print("\(out): keys of \(keys.count) days, \(keys.first.map { "\($0.day)" } ?? "none") to \(keys.last.map { "\($0.day)" } ?? "none")")
  }
}
