import ArgumentParser

/// The public log.
struct LogCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "log", abstract: "Check the public log, show what it holds, and prove it to others.",
    discussion: """
      Works on a server's own log (--config), on a copy of a log's folder (--folder), and on a log that is served (--url). Whose signatures count is
      said with --policy or --key; a server's own log is checked with its own key. See Documentation/transparency-log.md.
        gantry log check --url https://gantry.example --policy policy.txt
      """,
    subcommands: [
      LogKeyCommand.self, LogCheckCommand.self, LogShowCommand.self, LogEntriesCommand.self, LogProveCommand.self, LogVerifyCommand.self,
    ])
}
