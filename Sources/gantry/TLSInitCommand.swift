import Access
import ArgumentParser
import Foundation

/// Makes an authority and a certificate.
struct TLSInitCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Make an authority of your own and a server certificate, and print what belongs in gantry.yaml.",
    discussion: """
      Browsers trust the certificate once authority.pem is installed in them; compare its SHA-256 when you do.
      The authority vouches for the names given here and no others, so that whoever steals its key gains nothing against other sites.
      The server does not need authority.key: keep it elsewhere, and bring it back to renew.
      """
  )

  @OptionGroup var place: TLSFolderOption
  @OptionGroup var validity: TLSDaysOption

  @Option(name: .customLong("name"), help: "A DNS name of the server, such as gantry.example; repeat for more.")
  var names: [String] = []

  @Option(name: .customLong("address"), help: "An address of the server, such as 10.0.0.5, where clients have no name for it; repeat for more.")
  var addresses: [String] = []

  func run() throws {
    guard !names.isEmpty || !addresses.isEmpty else { throw ValidationError("A certificate is for at least one --name or --address.") }
    do {
      let hosts = try (names + addresses).map { name throws(CertificateFault) in try HostName(name) }
      try place.folder.make(names: hosts, days: validity.days, now: Date())
      print(try report(hosts[0].text))
    } catch {
      throw CommandFailure("\(error)")
    }
  }

  private func report(_ name: String) throws(CertificateFault) -> String {
    """
    \(try TLSReport(place.folder).text)

    What belongs in gantry.yaml (put your own networks into the list):
      address: https://\(name):8443
      listen:
        office:
          address: 0.0.0.0:8443
          tls: {certificate: \(place.path)/server.pem, key: \(place.path)/server.key}
          allow: [10.1.0.0/16]

    Install \(place.path)/authority.pem in the browsers, and move authority.key off this machine.
    """
  }
}
