import ArgumentParser
import Foundation
import Keyholding
import KeyholderOffice

/// One request, with all that a judge has to see.
struct KeyholderShowCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show a request: plates, cameras, time, approvals, and what stands against it.")

  @OptionGroup var request: KeyholderRequestOption
  @OptionGroup var option: KeyholderOption

  func run() async throws {
    let keyholder = try await option.open().keyholder
    if let request = try request.request() {
      print(KeyholderRequestText(request: request, examination: await keyholder.examination(of: request, now: Date())).text)
      return
    }
    let commitment = try await request.kept(by: keyholder)
    guard let kept = try await keyholder.request(commitment), let examination = try await keyholder.examination(of: commitment, now: Date()) else {
      throw CommandFailure("the request has been removed")
    }
    print(KeyholderRequestText(request: kept, examination: examination).text)
  }
}
