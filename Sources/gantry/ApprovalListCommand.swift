import Access
import ArgumentParser
import Foundation
import Storage

/// `gantry approval list`
struct ApprovalListCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "list", abstract: "List approvals, the newest first.")

  @Option(help: "At most so many.")
  var limit = 50
  @OptionGroup var config: ConfigurationOption

  func validate() throws {
    guard (1...100_000).contains(limit) else { throw ValidationError("--limit is 1 to 100000.") }
  }

  func run() async throws {
    let (trail, store) = try config.trail(.consultation, of: .person, detail: "approvals listed")
    let (approvals, people) = try await trail.record { (try await store.approvals(limit: limit), try await store.people()) }
    let names = Dictionary(people.map { ($0.id, $0.name) }) { first, _ in first }
    for approval in approvals {
      let name = names[approval.act.person] ?? "somebody unknown"
      print("\(approval.id.uuidString.lowercased())\t\(approval.at.ISO8601Format())\t\(approval.act.verb)\t\(approval.act.subject)\t\(name)")
    }
  }
}
