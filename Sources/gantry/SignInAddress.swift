import Access
import Foundation
import Office
import Storage

/// Makes one-time links for signing in. The token stands behind the `#`, which browsers do not send and servers do not log.
struct SignInAddress {
  var address: String
  var door: FrontDoor

  init(config: ConfigurationOption, store: Store) throws {
    let configuration = try config.configuration()
    self.init(configuration: configuration, store: store)
  }

  init(configuration: Configuration, store: Store) {
    address = configuration.officeAddress
    door = FrontDoor(store: store, as: configuration)
  }

  func link(for person: Person) async throws -> String {
    let link = try await door.invite(person.id, now: Date())
    return "\(address)/enter#\(link.token)"
  }

  /// Prints a new link, and on standard error what it is good for, so that a script gets the link alone.
  func printLink(for person: Person) async throws {
    let link = try await link(for: person)
    let use = door.links == .enrol ? "makes a passkey for" : "opens a session for"
    FileHandle.standardError.write(Data("Within fifteen minutes, once, this \(use) \(person.name):\n".utf8))
    print(link)
  }
}
