import Access
import ArgumentParser
import Foundation
import Keyholding
import Office
import Storage

/// Finding a vehicle's way, for whoever holds a warrant.
struct WarrantCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "warrant",
    abstract: "Ask for a warrant, approve it, follow it, and open what it found.",
    discussion: """
      Works on the server's data while the server runs; the server enters the request in the log, asks the keyholders and looks the passes up.
        gantry warrant key --as "Nodira Karimova" --key nodira.key
        gantry warrant request --as "Nodira Karimova" --key nodira.key --plate 01A123BC --region UZ --all-cameras \\
          --from 2026-11-01T00:00Z --to 2026-11-21T14:00Z --purpose stolen-vehicle --case-number 2026/118
        gantry warrant approve 5f0c --as "Sardor Toshev" --key sardor.key
        gantry warrant status 5f0c
        gantry warrant open 5f0c --key nodira.key
      Keyholders have to trust a key before they accept its signature: compare the fingerprint with them by voice.
      """,
    subcommands: [Key.self, WarrantRequestCommand.self, Approve.self, Refuse.self, Status.self, WarrantOpenCommand.self, List.self])

  struct Key: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Make a key file where there is none, register its key for a person, and print the fingerprint.")

    @Option(name: .customLong("as"), help: ArgumentHelp("Whose key it is.", valueName: "person"))
    var name: String
    @Option(name: .customLong("key"), help: ArgumentHelp("The key file.", valueName: "file"))
    var path: String
    @OptionGroup var warrants: WarrantOption

    func run() async throws {
      let (configuration, store) = try warrants.open()
      let person = try await warrants.person(named: name, in: store)
      let file = try FileManager.default.fileExists(atPath: path) ? WarrantKeyFile(reading: path) : .create(at: path)
      let trail = ConsoleTrail(.alteration, of: .approvalKey, detail: "as \(person.name)", configuration: configuration, store: store)
      let fingerprint = try trail.record { try warrants.clerk(configuration, store).register(file.publicKey, of: person) }
      print("\(person.approvalName)\t\(fingerprint)")
    }
  }

  struct Approve: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Approve a warrant that somebody else asked for. Prints what it says first.")

    @Argument(help: "The warrant's ID, or its beginning.")
    var id: String
    @Option(name: .customLong("as"), help: ArgumentHelp("Who approves.", valueName: "person"))
    var name: String
    @Option(name: .customLong("key"), help: ArgumentHelp("Their key file.", valueName: "file"))
    var path: String
    @OptionGroup var warrants: WarrantOption

    func run() async throws {
      let (configuration, store) = try warrants.open()
      let person = try await warrants.person(named: name, in: store)
      let dossier = try warrants.warrant(id, in: store)
      let warrant = try Warrant(bytes: dossier.warrant)
      let file = try WarrantKeyFile(reading: path)
      print(WarrantSummary(dossier, warrant).text)
      let signature = WarrantSignature(
        person: person.approvalName.rawValue, key: file.publicKey, signature: try file.signature(of: warrant.challenge))
      let trail = warrants.trail(.alteration, dossier, warrant, "approved as \(person.name)", configuration, store)
      try trail.record { try warrants.clerk(configuration, store).approve(dossier.id, signature, by: person) }
      print("approved")
    }
  }

  struct Refuse: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Refuse a warrant that waits for its second person, or take your own back.")

    @Argument(help: "The warrant's ID, or its beginning.")
    var id: String
    @Option(name: .customLong("as"), help: ArgumentHelp("Who refuses.", valueName: "person"))
    var name: String
    @Option(help: "Why.")
    var reason: String
    @OptionGroup var warrants: WarrantOption

    func run() async throws {
      let (configuration, store) = try warrants.open()
      let person = try await warrants.person(named: name, in: store)
      let dossier = try warrants.warrant(id, in: store)
      let trail = warrants.trail(.alteration, dossier, try Warrant(bytes: dossier.warrant), "refused as \(person.name)", configuration, store)
      try trail.record { try warrants.clerk(configuration, store).refuse(dossier.id, reason: reason, by: person) }
      print("refused")
    }
  }

  struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Show what a warrant says and how far it has come.")

    @Argument(help: "The warrant's ID, or its beginning.")
    var id: String
    @Flag(help: "Print JSON.")
    var json = false
    @OptionGroup var warrants: WarrantOption

    func run() async throws {
      let (configuration, store) = try warrants.open()
      let dossier = try warrants.warrant(id, in: store)
      let warrant = try Warrant(bytes: dossier.warrant)
      let summary = try warrants.trail(.consultation, dossier, warrant, nil, configuration, store).record { WarrantSummary(dossier, warrant) }
      print(json ? try summary.line() : summary.text)
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List warrants, newest first; no plates.")

    @Option(help: "How many at most.")
    var limit = 50
    @OptionGroup var warrants: WarrantOption

    func run() async throws {
      let (_, store) = try warrants.open()
      for dossier in try store.warrants(limit: max(1, limit)) {
        let summary = WarrantSummary(dossier, try Warrant(bytes: dossier.warrant))
        print(
          [
            summary.id, summary.state, summary.requester, summary.caseNumber, "plates \(summary.plates.count)", "cameras \(summary.cameras)",
            summary.from, summary.to,
          ].joined(separator: "\t"))
      }
    }
  }
}
