import ArgumentParser
import Foundation
import Storage

/// The server's own keys.
struct KeysCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keys", abstract: "Change the server's key while it is in use, and see what is under which key.",
    subcommands: [Create.self, Rotate.self, Status.self])

  struct Create: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw a server's first key into a file that only you can read.",
      discussion: "For installations that are not made by `gantry init`. A key that is there is not replaced: without it the data is lost.")

    @Argument(help: "The file; its folder has to be there.") var file: String

    func run() throws { _ = try ServerKeys.create(file: URL(fileURLWithPath: file)) }
  }

  struct Rotate: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Draw a new key, put everything under it, and drop the old one.",
      discussion: """
        The server may run meanwhile; it notices by itself. What is cut off, by a crash or by you, is taken up by the next `gantry keys rotate`, or \
        by the server when it starts. Until it is done the key file holds both keys.

        Passes are not under this key but under the keyholders'; they are as they were. Once the old key is dropped, copies of the key file that \
        hold it open older copies of the data folder and nothing else: destroy them, and make a new copy.
        """)

    @Flag(help: "Drop the old key even where rows are damaged, so that nothing opens them. Restore them from a copy first, if there is one.")
    var letDamagedGo = false
    @OptionGroup var config: ConfigurationOption

    func run() async throws {
      let store = try config.store()
      var progress = RotationProgress()
      let rotation = try await store.rotateKeys(lettingDamagedGo: letDamagedGo) { progress.note($0) }
      if rotation.damaged > 0 {
        let rows = "\(rotation.damaged) damaged row\(rotation.damaged == 1 ? "" : "s")"
        guard letDamagedGo else {
          throw CommandFailure(
            "\(rows) cannot be opened, so the old key is kept for now; restore the data folder from a copy, or let them go with --let-damaged-go")
        }
        print("\(rows) let go")
      }
      print("done: key \(rotation.key) is the only one; make a copy of the key file, and destroy older ones")
    }
  }

  struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "List the server's keys and how many rows and keys are under each.",
      discussion: "More than one key means that a rotation is at work, or was cut off. Reads the whole database once.")
    @OptionGroup var config: ConfigurationOption

    func run() throws {
      for key in try config.store().keyStatus() {
        let since = key.since.map { "since \($0.formatted(.iso8601))" } ?? ""
        print("key \(key.id)\t\(key.isCurrent ? "in use" : "being replaced")\t\(key.sealed)\t\(since)")
      }
    }
  }
}
