import ArgumentParser
import Foundation
import TransparencyLog

/// `gantry log verify`
struct LogVerifyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "verify", abstract: "Check a proof that an entry is in a log, without asking anybody.",
    discussion: """
      Ends with 1 where the proof does not hold: for this entry, signed by a log of the policy, and seen by as many witnesses as it asks for.
        gantry log verify 42.tlog-proof --entry 42.json --policy policy.txt
      """)

  @Argument(help: ArgumentHelp("The proof.", valueName: "file"))
  var proof: String
  @Option(help: ArgumentHelp("The entry, byte for byte as it stands in the log; `-` for standard input.", valueName: "file"))
  var entry: String
  @OptionGroup var trust: LogTrustOption

  func run() throws {
    guard let policy = try trust.named() else { throw CommandFailure("say whose signatures count, with --policy or --key") }
    let whole = try Self.read(proof)
    let bytes = try entry == "-" ? FileHandle.standardInput.readToEnd() ?? Data() : Self.read(entry)
    do {
      let proof = try TlogProof(bytes: whole)
      let witnessed = try proof.verify(bytes, policy)
      let state = witnessed.checkpoint
      print("entry \(proof.inclusion.index) of \(state.origin), which has \(state.size) entries in the state of this proof")
      for (name, time) in witnessed.witnessTimes.sorted(by: { $0.key < $1.key }) { print("seen by \(name) at \(time.ISO8601Format())") }
    } catch {
      throw CommandFailure("\(error)")
    }
  }

  private static func read(_ path: String) throws -> Data {
    do {
      return try Data(contentsOf: URL(fileURLWithPath: path))
    } catch {
      throw CommandFailure("\(path) cannot be read")
    }
  }
}
