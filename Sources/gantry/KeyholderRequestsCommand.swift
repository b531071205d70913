import ArgumentParser
import Foundation
import Keyholding
import KeyholderOffice
import Traffic

/// What waits for a decision.
struct KeyholderRequestsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "requests", abstract: "List the requests that lie here: those that wait first; no plates.")

  @OptionGroup var option: KeyholderOption

  func run() async throws {
    for kept in await (try option.open()).keyholder.requests {
      let warrant = kept.warrant
      let state =
        switch kept.decision?.outcome {
        case nil: "waits"
        case .granted: "granted"
        case .refused: "refused"
        }
      print(
        [kept.commitment.hex, state, warrant.requester, warrant.caseNumber, warrant.purpose, "\(warrant.plates.count) plates",
          "\(warrant.cameras.count) cameras", warrant.from.ISO8601Format(), warrant.to.ISO8601Format()
        ].joined(separator: "\t"))
    }
  }
}
