import Access
import ArgumentParser
import Foundation
import Office
import Storage

/// Who somebody is at the agency's identity provider.
struct PersonAgencyCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "agency", abstract: "Link a person to their account at the agency's identity provider.",
    discussion: """
      The provider (sign_in.agency in the configuration) calls each account by a name that never changes, `sub`; its administrators know it. It is no
      mail address. Without --subject and --remove the account that is linked is shown. Linking and unlinking end the person's sessions.

      Administrators are not linked: they sign in with a passkey.
      """)

  @Argument(help: "The person's name.")
  var name: String

  @Option(help: "What the provider calls the account (`sub`).")
  var subject: String?

  @Flag(help: "Take the link away.")
  var remove = false

  @OptionGroup var config: ConfigurationOption

  func validate() throws {
    guard subject == nil || !remove else { throw ValidationError("Give --subject or --remove, not both.") }
  }

  func run() async throws {
    let isChange = subject != nil || remove
    let (trail, store) = try config.trail(isChange ? .alteration : .consultation, of: .person, detail: isChange ? "account at the agency" : nil)
    guard let person = try await store.people().first(where: { $0.name == name }) else {
      throw CommandFailure("nobody has this name; `gantry person list` shows who is there")
    }
    trail.note { $0.reference = person.id.uuidString.lowercased() }
    guard isChange else { return try await show(person, trail, store) }
    let subject = try subject.map { try agencySubject($0, of: person) }
    do {
      try await trail.record { try await store.setAgencySubject(subject, of: person.id) }
    } catch let fault as AccessFault {
      throw CommandFailure("\(fault)")
    }
  }

  private func show(_ person: Person, _ trail: ConsoleTrail, _ store: Store) async throws {
    let subject = try await trail.record { try await store.agencySubject(of: person.id) }
    print(subject.map { "\($0.issuer)\t\($0.subject)" } ?? "not linked")
  }

  private func agencySubject(_ text: String, of person: Person) throws -> AgencySubject {
    guard let agency = try config.configuration().signIn.agency else {
      throw CommandFailure("no identity provider is configured; set sign_in.agency first")
    }
    guard !person.roles.contains(.administrator) else {
      throw CommandFailure("this person is an administrator; administrators sign in with a passkey only")
    }
    guard let subject = AgencySubject(issuer: agency.issuer, subject: text) else {
      throw CommandFailure("a subject has 1 to \(AgencySubject.longest) characters of ASCII")
    }
    return subject
  }
}
