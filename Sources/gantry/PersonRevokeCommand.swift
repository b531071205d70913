import Access
import ArgumentParser
import Foundation
import Office
import Storage

/// `gantry person revoke`
struct PersonRevokeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "revoke", abstract: "Remove one of a person's passkeys, for good, and end their sessions.",
    discussion: "A passkey that was lost or copied. `gantry person link` lets its person make a new one.")

  @Argument(help: "The person's name.")
  var name: String
  @Argument(help: ArgumentHelp("The beginning of the passkey's ID, as `gantry person passkeys` shows it: enough to tell it from others.", valueName: "id"))
  var id: String
  @OptionGroup var config: ConfigurationOption

  func run() async throws {
    let (trail, store) = try config.trail(.alteration, of: .person, detail: "passkey revoked")
    let person = try await store.person(named: name)
    trail.note { $0.reference = person.id.uuidString.lowercased() }
    let meant = try await store.passkeys(of: person.id).filter { !id.isEmpty && $0.shownID.hasPrefix(id.lowercased()) }
    guard let passkey = meant.first, meant.count == 1 else {
      throw CommandFailure(
        meant.isEmpty ? "no passkey of this person begins so; `gantry person passkeys` lists them" : "several passkeys begin so; give more of the ID")
    }
    let door = FrontDoor(store: store, as: try config.configuration())
    _ = try await trail.record { try await door.revoke(passkey.id, of: person.id, now: Date()) }
    print("revoked \(passkey.shownID) (\(passkey.name)); the person's sessions have ended")
  }
}

extension Passkey {
  /// Its credential ID as the console shows it: the first bytes, in hex.
  var shownID: String { id.prefix(16).map { String(format: "%02x", $0) }.joined() }
}

extension Store {
  /// - Throws: ``CommandFailure`` where nobody has the name.
  func person(named name: String) async throws -> Person {
    guard let person = try await people().first(where: { $0.name == name }) else {
      throw CommandFailure("nobody has this name; `gantry person list` shows who is there")
    }
    return person
  }
}
