import ArgumentParser
import Glibc

/// The command line: one file a command.
@main
struct Gantry: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gantry",
    abstract: "Traffic enforcement that is worthless to whoever steals it.",
    discussion: """
      Start with `gantry demo` to see a virtual country at work, or with `gantry init` to set up a server of your own.
      Every command that touches a server's data takes --config, the YAML file that `gantry init` writes.
      """,
    version: "0.1.0",
    subcommands: [
      InitCommand.self, ServeCommand.self, DemoCommand.self, PersonCommand.self, ApprovalCommand.self, SiteCommand.self, CameraCommand.self,
      HotlistCommand.self,
      RegistryCommand.self, KeyholderCommand.self, WitnessCommand.self, WarrantCommand.self, RetentionCommand.self, KeysCommand.self, LogCommand.self,
      ReadCommand.self, SimulateCommand.self, BenchCommand.self,
    ]
  )

  /// Whatever a command writes (database, objects, keys, pictures) belongs to whoever runs it, and to nobody else.
  static func main() async {
    umask(0o077)
    await main(nil)
  }
}
