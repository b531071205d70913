import Access
import ArgumentParser
import Foundation

/// `gantry approval verify`
struct ApprovalVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check that somebody approved exactly this act with a passkey, without asking anybody.",
    discussion: """
      Reads a file of `gantry approval show` and needs nothing else: no server, no configuration, no network. Ends with 1 where it does not hold.

      Whose passkey it is, the file cannot prove by itself: compare the key's SHA-256 with the entry `credential.added` of the public log \
      (`gantry log entries`), and the approval's SHA-256 with the audit record of the act.
        gantry approval verify approval.json --address https://gantry.example
      """)

  @Argument(help: ArgumentHelp("The approval; `-` for standard input.", valueName: "file"))
  var file: String
  @Option(help: ArgumentHelp("The address of the office that it must have been given to.", valueName: "address"))
  var address: String?

  func run() throws {
    let read: ApprovalFile
    do {
      var bytes = try file == "-" ? FileHandle.standardInput.readToEnd() ?? Data() : Data(contentsOf: URL(fileURLWithPath: file))
      // The end of the line that printing it added.
      if bytes.last == 0x0A { bytes.removeLast() }
      read = try ApprovalFile(bytes: bytes)
    } catch let fault as AccessFault {
      throw CommandFailure("\(fault)")
    } catch {
      throw CommandFailure("\(file) cannot be read")
    }
    let party = address.map { RelyingParty(address: $0) } ?? read.relyingParty
    print(ApprovalText(read.approval, at: party).text)
    do {
      try read.approval.verify(relyingParty: party)
    } catch {
      throw CommandFailure("does NOT verify: \(error)")
    }
    print("verifies: the passkey signed exactly this, for \(party.origin), after it had checked who its person was")
  }
}
