import ArgumentParser
import Foundation
import Keyholding
import KeyholderOffice

/// A judge's no.
struct KeyholderRefuseCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "refuse", abstract: "Refuse a request, with the reason for the requester.")

  @OptionGroup var request: KeyholderRequestOption
  @Option(help: "Why.")
  var reason: String
  @OptionGroup var judge: KeyholderJudge
  @OptionGroup var option: KeyholderOption

  func run() async throws {
    let (keyholder, judge) = (try await option.open().keyholder, try judge.person())
    if let request = try request.request() {
      do {
        _ = try await keyholder.decide(request, .refused(by: judge), now: Date())
      } catch KeyholdingFault.refused(let refusal) {
        print("refused: \(refusal)")
        return
      }
    }
    try await keyholder.refuse(try await request.kept(by: keyholder), by: judge, reason: reason, now: Date())
    print("refused")
  }
}
