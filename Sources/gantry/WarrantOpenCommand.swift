import ArgumentParser
import Foundation
import Keyholding
import Office
import Sealing
import Storage

/// `gantry warrant open`.
struct WarrantOpenCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open",
    abstract: "Ask the keyholders for the keys of what a warrant found, and print the vehicle's way.",
    discussion: """
      Opens with the key file that the warrant was asked for with. Nothing is shown before the log says that the keys were given, so the server \
      has to run. What is printed is clear text: where it is kept is up to you.
      """)

  @Argument(help: "The warrant's ID, or its beginning.")
  var id: String
  @Option(name: .customLong("key"), help: ArgumentHelp("The requester's key file.", valueName: "file"))
  var path: String
  @Flag(help: "Print one JSON object.")
  var json = false
  @Flag(help: "Print CSV.")
  var csv = false
  @OptionGroup var warrants: WarrantOption

  func validate() throws {
    if json, csv { throw ValidationError("--json and --csv exclude each other.") }
  }

  func run() async throws {
    let (configuration, store) = try warrants.open()
    let dossier = try warrants.warrant(id, in: store)
    guard let person = try await store.person(dossier.requestedBy) else { throw CommandFailure("the person who asked for it is not here any more") }
    let warrant = try Warrant(bytes: dossier.warrant)
    let key = try WarrantKeyFile(reading: path).recipient(nonce: warrant.nonce)
    let opening = try WarrantOpening(warrant, opening: dossier.opening, key: key)
    let search = WarrantSearch(try PassArchive(folder: configuration.passArchive))
    let release = WarrantRelease(
      store: store, lines: KeyholderLines.all(of: configuration.sealing), search: search, threshold: configuration.sealing.holders?.threshold ?? 1)
    let (findings, rows) = try release.findings(of: dossier.id, for: person)
    let trail = warrants.trail(.disclosure, dossier, warrant, nil, configuration, store)
    let outcome = try await trail.record { try await release.ask(dossier.id, for: person) }
    try await release.waitForLog(of: dossier.id)
    let start = ContinuousClock.now
    let opened = try opening.open(findings, rows: rows, answers: outcome.answers)
    let journey = try WarrantJourney(
      opened, rows: rows, sites: store.sites(), cameras: store.cameras(), milliseconds: start.duration(to: .now) / .milliseconds(1))
    print(json ? try journey.line() : csv ? journey.csv : journey.table)
  }
}
