import Access
import ArgumentParser
import Foundation
import Storage

/// Who may sign in.
struct PersonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Add people, list them, and make one-time links for signing in.",
    subcommands: [Add.self, Link.self, List.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a person and print a one-time link with which they sign in.")

    @Argument(help: "The person's name as it appears on decisions and notices.")
    var name: String

    @Option(name: .customLong("role"), help: "A role; repeat for more. One of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    var roles: [Role]

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
      guard !roles.isEmpty else { throw ValidationError("A person needs at least one --role.") }
      let store = try config.store()
      let name = name.trimmingCharacters(in: .whitespaces)
      guard (1...100).contains(name.count) else { throw ValidationError("A name has 1 to 100 characters.") }
      guard try await store.people().allSatisfy({ $0.name != name }) else {
        throw CommandFailure("somebody with this name is there already; `gantry person link` makes a new link")
      }
      let person = Person(name: name, roles: Set(roles), createdAt: Date())
      try await store.add(person)
      print(try await SignInAddress(config: config, store: store).link(for: person))
    }
  }

  struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print a new one-time link for a person.")

    @Argument(help: "The person's name.")
    var name: String

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
      let store = try config.store()
      guard let person = try await store.people().first(where: { $0.name == name }) else {
        throw CommandFailure("nobody has this name; `gantry person list` shows who is there")
      }
      guard person.isEnabled else { throw CommandFailure("this person is disabled; an administrator can enable them on the people page") }
      print(try await SignInAddress(config: config, store: store).link(for: person))
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List people with their roles.")

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
      for person in try await config.store().people().sorted(by: { $0.name < $1.name }) {
        let roles = person.roles.map(\.rawValue).sorted().joined(separator: ",")
        print("\(person.name)\t\(roles)\t\(person.isEnabled ? "enabled" : "disabled")")
      }
    }
  }
}

