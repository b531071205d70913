import ArgumentParser

/// What people approved with a passkey.
struct ApprovalCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approval", abstract: "List what was approved with passkeys, take an approval out as a file, and verify one.",
    subcommands: [ApprovalListCommand.self, ApprovalShowCommand.self, ApprovalVerifyCommand.self])
}
