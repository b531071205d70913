import Access
import ArgumentParser
import Foundation
import Keyholding
import Logging
import Office
import Storage

/// What every command about warrants works with: the server's store, which a running server looks at every second.
struct WarrantOption: ParsableArguments {
  @OptionGroup var config: ConfigurationOption

  /// The person a command acts for.
  func person(named name: String, in store: Store) async throws -> Person {
    let found = try await store.people().filter { $0.name == name || $0.approvalName.rawValue == name }
    guard found.count < 2 else { throw CommandFailure("more than one person is called that; use the full name") }
    guard let person = found.first else { throw CommandFailure("nobody has this name; `gantry person list` shows who is there") }
    return person
  }

  func clerk(_ configuration: Configuration, _ store: Store) -> WarrantClerk {
    WarrantClerk(store: store, terms: WarrantTerms(configuration), logger: Logger(label: "gantry.warrant") { _ in SwiftLogNoOpLogHandler() })
  }

  func open() throws -> (configuration: Configuration, store: Store) {
    let configuration = try config.configuration()
    return (configuration, try Store(folder: configuration.data, keys: try ServerKeys.load(file: configuration.key)))
  }

  /// The audit record of something that is done with a warrant at the machine.
  func trail(
    _ act: AuditRecord.Act, _ dossier: WarrantDossier, _ warrant: Warrant, _ detail: String?, _ configuration: Configuration, _ store: Store
  ) -> ConsoleTrail {
    let subject: AuditRecord.Subject = act == .disclosure ? .passes : .warrant
    let trail = ConsoleTrail(act, of: subject, dossier.id.uuidString.lowercased(), detail: detail, configuration: configuration, store: store)
    trail.note { $0.describe(warrant) }
    return trail
  }

  /// A warrant by its ID, or by the beginning of it.
  func warrant(_ id: String, in store: Store) throws -> WarrantDossier {
    let wanted = id.lowercased()
    let found = try store.warrants(limit: 10_000).filter { wanted.count >= 4 && $0.id.uuidString.lowercased().hasPrefix(wanted) }
    guard let dossier = found.first, found.count == 1 else {
      throw CommandFailure(
        found.isEmpty ? "there is no such warrant; `gantry warrant list` shows those there are" : "more than one warrant begins with \(id)")
    }
    return dossier
  }
}
