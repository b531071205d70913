import Foundation
import Testing
import TransparencyLog

@testable import Witnessing

@Suite("A witness's folder")
struct FolderTests {
  private func mode(_ file: URL) throws -> Int? { try FileManager.default.attributesOfItem(atPath: file.path)[.posixPermissions] as? Int }

  @Test("is made once, for its owner alone, and goes on where it was")
  func story() async throws {
    let watch = try Watch()
    let folder = try watch.witness()
    #expect(try mode(folder.folder) == 0o700)
    #expect(try mode(folder.folder.appending(path: "witness.key")) == 0o600)
    let key = try folder.signer().key
    #expect(throws: WitnessingFault.self) { try folder.create(name: "another", logs: [watch.signer.key]) }
    #expect(try folder.signer().key == key && folder.logs() == [watch.signer.key])
    let log = try watch.log()
    try await log.grow(2)
    do {
      let witness = try folder.open()
      #expect(throws: TransparencyFault.inUse) { try folder.open() }
      _ = try await witness.add(try await log.submission(from: 0), now: watch.now)
      // Read while it is open.
      let seen = try #require(try folder.records().last(of: watch.signer.key))
      #expect(seen.checkpoint.size == 2 && seen.signedAt == watch.now)
      #expect(try folder.records().splits(of: watch.signer.key).isEmpty)
    }
    try await log.grow(1)
    let submission = try await log.submission(from: 2)
    _ = try await folder.open().add(submission, now: watch.now)
    #expect(try folder.records().last(of: watch.signer.key)?.checkpoint.size == 3)
  }

  @Test("shows the split views it keeps")
  func splits() async throws {
    let watch = try Watch()
    let folder = try watch.witness()
    let witness = try folder.open()
    for name in ["one", "two"] {
      let log = try watch.log(name)
      try await log.grow(3)
      _ = await witness.answer(to: try await log.submission(from: name == "one" ? 0 : 3).bytes, now: watch.now)
    }
    let split = try #require(try folder.records().splits(of: watch.signer.key).first)
    let roots = try ["seen", "other"].map { try Checkpoint(text: SignedNote(bytes: Data(contentsOf: split.appending(path: $0))).text).root }
    #expect(Set(roots).count == 2)
  }

  @Test("takes more logs, each once")
  func logs() throws {
    let watch = try Watch()
    let folder = try watch.witness()
    let next = try NoteSigner(name: "gantry.example/audit/2", kind: .log, seed: watch.signer.seed).key
    #expect(try folder.add([watch.signer.key]) == 0)
    #expect(try folder.add([next, watch.signer.key, next]) == 1)
    #expect(try folder.logs() == [watch.signer.key, next])
    #expect(try WitnessFolder.keys(in: "# two\nlog \(next.text)\n\n\t\(watch.signer.key.text)\n", of: "x") == [next, watch.signer.key])
    let witness = try folder.signer().key.text
    for (text, line) in [("x", 1), ("\nlog", 2), ("log \(witness)", 1), ("\(next.text)\nlog \(next.text)x", 2)] {
      #expect(throws: WitnessingFault.folder("x", "line \(line): a log's verifier key, such as `gantry log key` prints, belongs here.")) {
        try WitnessFolder.keys(in: text, of: "x")
      }
    }
  }

  @Test("says what is wrong with it")
  func faults() throws {
    let watch = try Watch()
    let none = WitnessFolder(watch.folder.appending(path: "none"))
    #expect(throws: WitnessingFault.folder(none.folder.path, "there is no witness. `gantry witness init` makes one.")) { try none.signer() }
    #expect(throws: WitnessingFault.self) { try none.create(name: "two words", logs: [watch.signer.key]) }
    #expect(!FileManager.default.fileExists(atPath: none.folder.path))
    let folder = try watch.witness()
    let key = folder.folder.appending(path: "witness.key")
    try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: key.path)
    #expect(throws: WitnessingFault.self) { try folder.signer() }
    try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: key.path)
    let good = try Data(contentsOf: key)
    for bad in [Data(), good.dropLast(8), Data("x".utf8) + good, Data([0xFF]), good + good] {
      try bad.write(to: key)
      #expect(throws: WitnessingFault.self) { try folder.signer() }
    }
    try good.write(to: key)
    _ = try folder.signer()
    try Data("log x\n".utf8).write(to: folder.folder.appending(path: "logs"))
    #expect(throws: WitnessingFault.self) { try folder.open() }
  }

  @Test("a record that was altered is not shown")
  func altered() async throws {
    let watch = try Watch()
    let folder = try watch.witness()
    let log = try watch.log()
    try await log.grow(1)
    _ = try await folder.open().add(try await log.submission(from: 0), now: watch.now)
    let file = folder.folder.appending(path: "seen/\(OriginHash(log.key.name).text)/checkpoint")
    let good = String(decoding: try Data(contentsOf: file), as: UTF8.self)
    try Data(good.replacing("\n1\n", with: "\n0\n").utf8).write(to: file)
    #expect(throws: WitnessingFault.self) { try folder.records().last(of: log.key) }
  }
}
