import Access
import ArgumentParser
import Foundation
import Storage

/// Limits where somebody works, or lets them work everywhere again.
struct PersonScopeCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "scope", abstract: "Limit a person's work to some regions and sites.",
    discussion: "What lies elsewhere is not there for them. Their sessions end, and the change is recorded.")

  @Argument(help: "The person's name.")
  var name: String

  @OptionGroup var place: ScopeOption

  @Flag(help: "Let them work everywhere.")
  var everywhere = false

  @OptionGroup var config: ConfigurationOption

  func validate() throws {
    guard everywhere == (place.regions.isEmpty && place.sites.isEmpty) else {
      throw ValidationError("Say --everywhere, or at least one --region or --site.")
    }
  }

  func run() async throws {
    let (trail, store) = try config.trail(.alteration, of: .person, detail: "scope")
    guard var person = try await store.people().first(where: { $0.name == name }) else {
      throw CommandFailure("nobody has this name; `gantry person list` shows who is there")
    }
    trail.note { $0.reference = person.id.uuidString.lowercased() }
    person.scope = try place.scope(in: store)
    guard person.isScopeAllowed else { throw CommandFailure(AccessFault.auditorWithScope.description) }
    let changed = person
    try await trail.record {
      try await store.update(changed)
      try await store.endSessions(of: changed.id)
    }
    print("\(name) works \(changed.scope == .everywhere ? "everywhere" : "at \(changed.scope.listed)") and has to sign in again")
  }
}
