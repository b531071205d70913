import ArgumentParser
import Crypto
import Foundation
import Keyholding
import KeyholderOffice
import Sealing
import Traffic

/// Makes a keyholder's folder.
struct KeyholderInitCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Make a keyholder: its folder, its identity and a policy to read through. Prints what the server has to be told.")

  @Option(help: ArgumentHelp("The folder to make.", valueName: "folder"))
  var folder = "keyholder"
  @Option(
    name: .customLong("key-folder"),
    help: ArgumentHelp("Where to put the key of the day keys' file: on a device that no backup reaches.", valueName: "folder"))
  var keyFolder: String?
  @Option(help: "The keyholder's name, such as supreme-court.")
  var name: String
  @Option(help: "The server's name in its own configuration, such as tashkent-city.")
  var installation: String
  @Option(name: .customLong("retention-days"), help: "How many days a day's key is kept.")
  var retentionDays = 30
  @Option(name: .customLong("purpose"), help: "What a warrant may be asked for; repeat for more. Without it, the usual ones.")
  var purposes: [String] = []
  @Option(
    name: .customLong("log-policy"),
    help: ArgumentHelp("Lines `log`, `witness`, `group`, `quorum`. Can be put into policy.yaml later.", valueName: "file"))
  var logPolicy: String?
  @Option(help: "The port it will be served on, for the printed address.")
  var port = 8090
  @OptionGroup var passphrase: KeyholderPassphrase

  func run() async throws {
    guard let holder = HolderID(rawValue: name), let installation = InstallationID(rawValue: installation) else {
      throw ValidationError("Names are letters, digits, dots, dashes and underscores, at most 64 of them.")
    }
    let url = URL(fileURLWithPath: folder)
    let premises = KeyholderPremises(
      folder: url, keyFolder: keyFolder.map { URL(fileURLWithPath: $0) }, holder: holder, installation: installation, retentionDays: retentionDays,
      purposes: purposes.isEmpty ? KeyholderPremises.usualPurposes : purposes,
      logPolicy: try logPolicy.map { try String(contentsOfFile: $0, encoding: .utf8) })
    let passphrase = try passphrase.read(isNew: true)
    try premises.create(passphrase: passphrase)
    let open = try await OpenKeyholder(folder: url, keyFolder: premises.keyFolder, passphrase: passphrase, now: Date())
    print("""
      \(folder) is made. Read through \(folder)/policy.yaml, then run
        gantry keyholder serve --folder \(folder) --port \(port)
      The server's gantry.yaml names this keyholder so:
        - name: \(holder)
          identity: \(open.keyholder.identity.rawRepresentation.base64EncodedString())
          address: http://127.0.0.1:\(port)
      """)
  }
}
