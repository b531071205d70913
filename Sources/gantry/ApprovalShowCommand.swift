import Access
import ArgumentParser
import Foundation
import Office
import Storage

/// `gantry approval show`
struct ApprovalShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Write an approval as a file that anybody can verify.",
    discussion: "  gantry approval show 6f1c… > approval.json; gantry approval verify approval.json")

  @Argument(help: ArgumentHelp("The approval's ID, as `gantry approval list` and audit records name it.", valueName: "id"))
  var id: String
  @OptionGroup var config: ConfigurationOption

  func run() async throws {
    guard let id = UUID(uuidString: id) else { throw ValidationError("An approval's ID is a UUID; `gantry approval list` shows them.") }
    let (trail, store) = try config.trail(.disclosure, of: .person, id.uuidString.lowercased(), detail: "approval")
    guard let approval = try await trail.record({ try await store.approval(id) }) else {
      throw CommandFailure("there is no such approval; `gantry approval list` shows those there are")
    }
    print(String(decoding: ApprovalFile(approval, for: try config.configuration().relyingParty).bytes, as: UTF8.self))
  }
}
