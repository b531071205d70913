import Access
import ArgumentParser

/// Says what lies in a folder of certificates.
struct TLSShowCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show for what names the certificate is, how long, and the authority's SHA-256.")

  @OptionGroup var place: TLSFolderOption

  func run() throws {
    do {
      print(try TLSReport(place.folder).text)
    } catch {
      throw CommandFailure("\(error)")
    }
  }
}
