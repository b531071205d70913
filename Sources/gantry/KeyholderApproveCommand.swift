import ArgumentParser
import Foundation
import Keyholding
import KeyholderOffice

/// A judge's yes.
struct KeyholderApproveCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Grant a request, after everything about it was checked. Prints what it says first.",
    discussion: """
      With --request FILE the answer is written to --answer FILE, to be carried to the server. A request that lies here is answered when the server
      asks again.
      """)

  @OptionGroup var request: KeyholderRequestOption
  @Option(help: ArgumentHelp("Where to write the answer to.", valueName: "file"))
  var answer: String?
  @OptionGroup var judge: KeyholderJudge
  @OptionGroup var option: KeyholderOption

  func validate() throws {
    guard request.file == nil || answer != nil else { throw ValidationError("A request in a file needs --answer FILE: an answer is given once.") }
    if let answer, FileManager.default.fileExists(atPath: answer) { throw ValidationError("\(answer) is there already.") }
  }

  func run() async throws {
    let (keyholder, judge, now) = (try await option.open().keyholder, try judge.person(), Date())
    let given: TokenAnswer
    if let request = try request.request() {
      print(KeyholderRequestText(request: request, examination: await keyholder.examination(of: request, now: now)).text)
      given = try await keyholder.decide(request, .granted(by: judge), now: now)
    } else {
      let commitment = try await request.kept(by: keyholder)
      if let kept = try await keyholder.request(commitment), let examination = try await keyholder.examination(of: commitment, now: now) {
        print(KeyholderRequestText(request: kept, examination: examination).text)
      }
      given = try await keyholder.grant(commitment, by: judge, now: now)
    }
    if let answer { try given.bytes.write(to: URL(fileURLWithPath: answer), options: .withoutOverwriting) }
    print("granted")
  }
}
