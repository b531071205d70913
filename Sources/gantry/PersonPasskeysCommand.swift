import Access
import ArgumentParser
import Foundation
import Storage

/// `gantry person passkeys`
struct PersonPasskeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "passkeys", abstract: "List a person's passkeys.")

  @Argument(help: "The person's name.")
  var name: String
  @OptionGroup var config: ConfigurationOption

  func run() async throws {
    let (trail, store) = try config.trail(.consultation, of: .person, detail: "passkeys listed")
    let person = try await store.person(named: name)
    trail.note { $0.reference = person.id.uuidString.lowercased() }
    for passkey in try await trail.record({ try await store.passkeys(of: person.id) }) {
      let kind = passkey.isBackupEligible ? (passkey.isBackedUp ? "synced" : "can be synced") : "on one device"
      let used = passkey.lastUsedAt.map { "used \($0.ISO8601Format())" } ?? "never used"
      print("\(passkey.shownID)\t\(passkey.name)\t\(kind)\tmade \(passkey.createdAt.ISO8601Format())\t\(used)")
    }
  }
}
