import ArgumentParser

/// One who holds a share of the keys, on a machine of its own.
struct KeyholderCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "keyholder",
    abstract: "Hold a share of the keys: publish day keys, decide on warrants, destroy what is over.",
    discussion: """
      For courts, data-protection authorities and inspectorates; no server can do any of it.
        gantry keyholder init --folder court --name supreme-court --installation tashkent-city --log-policy log.txt
        gantry keyholder serve --folder court --port 8090
      While `serve` runs, its pages are where requests are decided. Without it, the other commands do the same on the folder, and files carry requests
      and answers: `publish`, `approve --request FILE --answer FILE`, `release --request FILE --answer FILE`.
      The passphrase is asked for at the terminal, or read with --passphrase-file or --passphrase-fd; never given as an argument.
      """,
    subcommands: [
      KeyholderInitCommand.self, KeyholderServeCommand.self, KeyholderPublishCommand.self, KeyholderRequestsCommand.self, KeyholderShowCommand.self,
      KeyholderApproveCommand.self, KeyholderRefuseCommand.self, KeyholderReleaseCommand.self, KeyholderTrustCommand.self, KeyholderHoldCommand.self,
      KeyholderLiftCommand.self, KeyholderDestroyCommand.self, KeyholderLogCommand.self, KeyholderStatusCommand.self,
    ])
}
