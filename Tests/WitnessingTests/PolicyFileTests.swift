import Foundation
import Testing
import TransparencyLog

@testable import Witnessing

@Suite("The file that names a server's witnesses")
struct PolicyFileTests {
  let watch: Watch
  let first: String
  let second: String

  init() throws {
    watch = try Watch()
    first = try NoteSigner(name: "witness.example/w1", kind: .witness).key.text
    second = try NoteSigner(name: "witness.example/w2", kind: .witness).key.text
  }

  private func fault(_ text: String) -> String? {
    do {
      _ = try WitnessPolicyFile(text: text, name: "witnesses.txt")
      return nil
    } catch {
      return "\(error)"
    }
  }

  @Test("can be the one that keyholders have; the server's own logs take the place of what it says of logs")
  func story() throws {
    let other = try NoteSigner(name: "other.example/audit", kind: .log).key
    let logs = "# Ours\nlog \(other.text)\nlog \(watch.signer.key.text)\n"
    let text = "\(logs)witness a \(first) https://w1.example/x/\nwitness b \(second) http://[::1]:8100\n"
    let file = try WitnessPolicyFile(text: text + "group both all a b\nquorum both\n", name: "witnesses.txt")
    #expect(file.witnesses.map(\.name) == ["a", "b"] && !file.asksNobody && Set(file.ways.keys) == ["a", "b"])
    #expect(try file.policy(for: watch.signer.key).logs.map(\.key) == [watch.signer.key])
    let empty = try WitnessPolicyFile(text: "quorum none\n", name: "witnesses.txt")
    #expect(empty.asksNobody && empty.ways.isEmpty)
  }

  @Test("faults name the file and the line")
  func faults() throws {
    #expect(fault("witness a \(first) https://w1.example\n")?.hasPrefix("witnesses.txt: ") == true)
    #expect(fault("\nlog x\nwitnes a\nquorum none\n")?.contains("line 3") == true)
    #expect(fault("log x\nwitness a x\nquorum a\n")?.contains("line 2") == true)
    for address in ["", "w1.example", "ftp://w1.example", "https://", "https://me:secret@w1.example", "https://w1.example?x=1", "https://w1#x"] {
      let said = try #require(fault("# x\n\nwitness a \(first) \(address)\nquorum a\n"), "\(address)")
      #expect(said.contains("line 3") && said.contains("address") && !said.contains("secret"), "\(said)")
    }
    let missing = watch.folder.appending(path: "none.txt")
    #expect(throws: WitnessingFault.policy(file: missing.path, "cannot be read.")) { try WitnessPolicyFile(missing) }
    try Data([0xFF, 0xFE]).write(to: missing)
    #expect(throws: WitnessingFault.self) { try WitnessPolicyFile(missing) }
    try Data(repeating: 0x0A, count: 65 << 10).write(to: missing)
    #expect(throws: WitnessingFault.self) { try WitnessPolicyFile(missing) }
    try Data("witness a \(first) https://w1.example\nquorum a\n".utf8).write(to: missing)
    #expect(try WitnessPolicyFile(missing).witnesses.count == 1)
  }
}
