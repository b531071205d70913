import ArgumentParser
import Foundation
import Keyholding
import KeyholderOffice

/// Parts of keys, as files.
struct KeyholderReleaseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "release",
    abstract: "Give this keyholder's parts of the keys of passes that a granted warrant found, sealed to the requester's own key.")

  @Option(help: ArgumentHelp("The release request.", valueName: "file"))
  var request: String
  @Option(help: ArgumentHelp("Where to write the answer to.", valueName: "file"))
  var answer: String
  @OptionGroup var option: KeyholderOption

  func validate() throws {
    if FileManager.default.fileExists(atPath: answer) { throw ValidationError("\(answer) is there already.") }
  }

  func run() async throws {
    let keyholder = try await option.open().keyholder
    let request = try KeyReleaseRequest(bytes: Data(contentsOf: URL(fileURLWithPath: request)))
    let released = try await keyholder.release(request, now: Date())
    try released.bytes.write(to: URL(fileURLWithPath: answer), options: .withoutOverwriting)
    print("\(answer): parts of \(released.count) keys")
  }
}
