import Access
import ArgumentParser
import Foundation

/// Certificates for the listeners.
struct TLSCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "tls",
    abstract: "Make, renew and look at certificates for the listeners, from an authority of your own.",
    discussion: "Certificates of your organisation's authority, or of a public one, need none of this: name their files in gantry.yaml.",
    subcommands: [TLSInitCommand.self, TLSRenewCommand.self, TLSShowCommand.self]
  )
}

/// Where the files are.
struct TLSFolderOption: ParsableArguments {
  @Option(name: .customLong("folder"), help: ArgumentHelp("The folder with authority and certificate.", valueName: "folder"))
  var path = "keys/tls"

  var folder: CertificateFolder { CertificateFolder(URL(fileURLWithPath: path)) }
}

/// How long a certificate is valid.
struct TLSDaysOption: ParsableArguments {
  @Option(help: "How long the certificate is valid. A short time makes renewal a habit.")
  var days = 90

  func validate() throws {
    // Browsers refuse longer ones.
    guard (1...398).contains(days) else { throw ValidationError("A certificate is valid for 1 to 398 days.") }
  }
}
