import Access
import ArgumentParser
import Foundation

/// Replaces a certificate before it expires.
struct TLSRenewCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "renew",
    abstract: "Replace the server certificate by a fresh one for the same names.",
    discussion: "A running server notices within seconds. Run it as the user that the server runs as: the files must belong to that user."
  )

  @OptionGroup var place: TLSFolderOption
  @OptionGroup var validity: TLSDaysOption

  @Flag(help: "Draw a new key as well. Cameras that have pinned the old one have to be enrolled again.")
  var newKey = false

  func run() throws {
    do {
      try place.folder.renew(days: validity.days, withNewKey: newKey, now: Date())
      print(try TLSReport(place.folder).text)
    } catch {
      throw CommandFailure("\(error)")
    }
  }
}
