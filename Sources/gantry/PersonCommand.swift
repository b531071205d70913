import Access
import ArgumentParser
import Foundation
import Storage

/// Who may sign in.
struct PersonCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "person", abstract: "Add people, list them and their passkeys, and make one-time links.",
    subcommands: [Add.self, Link.self, List.self, PersonPasskeysCommand.self, PersonRevokeCommand.self, PersonAgencyCommand.self])

  struct Add: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Add a person and print a one-time link with which they make their first passkey.")

    @Argument(help: "The person's name as it appears on decisions and notices.")
    var name: String

    @Option(name: .customLong("role"), help: "A role; repeat for more. One of \(Role.allCases.map(\.rawValue).joined(separator: ", ")).")
    var roles: [Role]

    @Option(help: "Where in the organisation they work. The public log names it with what they do, so it must not name a single person.")
    var unit = ""

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
      guard !roles.isEmpty else { throw ValidationError("A person needs at least one --role.") }
      guard unit.count <= Person.longestUnit else { throw ValidationError("A unit has at most \(Person.longestUnit) characters.") }
      let id = UUID()
      let (trail, store) = try config.trail(.alteration, of: .person, id.uuidString.lowercased(), detail: "added")
      let name = name.trimmingCharacters(in: .whitespaces)
      guard (1...100).contains(name.count) else { throw ValidationError("A name has 1 to 100 characters.") }
      guard try await store.people().allSatisfy({ $0.name != name }) else {
        throw CommandFailure("somebody with this name is there already; `gantry person link` makes a new link")
      }
      let person = Person(id: id, name: name, roles: Set(roles), createdAt: Date(), unit: unit.trimmingCharacters(in: .whitespaces))
      try await trail.record { try await store.add(person) }
      try await SignInAddress(config: config, store: store).printLink(for: person)
    }
  }

  struct Link: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Print a new one-time link for a person.")

    @Argument(help: "The person's name.")
    var name: String

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
      let (trail, store) = try config.trail(.alteration, of: .signInLink)
      let person = try await store.person(named: name)
      guard person.isEnabled else { throw CommandFailure("this person is disabled; an administrator can enable them on the people page") }
      trail.note { $0.reference = person.id.uuidString.lowercased() }
      try await trail.record { try await SignInAddress(config: config, store: store).printLink(for: person) }
    }
  }

  struct List: AsyncParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List people with their roles.")

    @OptionGroup var config: ConfigurationOption

    func run() async throws {
      let (trail, store) = try config.trail(.consultation, of: .people)
      for person in try await trail.record({ try await store.people() }).sorted(by: { $0.name < $1.name }) {
        let roles = person.roles.map(\.rawValue).sorted().joined(separator: ",")
        print("\(person.name)\t\(roles)\t\(person.isEnabled ? "enabled" : "disabled")\(person.unit.isEmpty ? "" : "\t\(person.unit)")")
      }
    }
  }
}

