import Foundation
import Testing
@testable import TransparencyLog

@Suite("An audit of a log's folder")
struct AuditTests {
  let yard: Yard

  init() async throws {
    yard = try Yard()
    let log = try yard.open(pooling: .milliseconds(5))
    try await log.fill(0..<596)
    // Some states that leave partial tiles of their own.
    for number in 596..<600 { _ = try await log.append(entry(number)) }
  }

  private func report() throws -> LogReport { try LogAudit.report(on: LogFolderCopy(yard.logFolder), key: yard.key) }

  private func files() throws -> [String] {
    let all = try FileManager.default.subpathsOfDirectory(atPath: yard.logFolder.path)
    return all.filter { !$0.hasSuffix("lock") && (try? Data(contentsOf: yard.logFolder.appending(path: $0))) != nil }.sorted()
  }

  @Test("finds nothing where nothing was touched, and names first and last entry")
  func whole() throws {
    let report = try report()
    #expect(report.findings.isEmpty && report.state?.size == 600)
    #expect(report.lastEntry == (try entry(599).bytes) && report.firstEntry != nil)
    // Another one reads it without a lock, a head, or a right to write.
    let copy = yard.folder.appending(path: "copy")
    try FileManager.default.copyItem(at: yard.logFolder.appending(path: "public"), to: copy)
    #expect(try LogAudit.report(on: LogFolderCopy(copy), key: yard.key).findings.isEmpty)
    #expect(throws: TransparencyFault.self) { try LogFolderCopy(yard.folder.appending(path: "nothing")) }
  }

  @Test("finds each bit that was flipped in any file, and names the file")
  func flipped() throws {
    var random = SystemRandomNumberGenerator()
    for path in try files() {
      let file = yard.logFolder.appending(path: path)
      let good = try Data(contentsOf: file)
      let places = [0, good.count - 1] + (0..<4).map { _ in Int.random(in: 0..<good.count, using: &random) }
      for place in places {
        var bad = good
        bad[place] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        try bad.write(to: file)
        let findings = try report().findings
        let name = path.hasPrefix("public/") ? String(path.dropFirst(7)) : path
        #expect(findings.contains { $0.file == name }, "\(path), byte \(place): \(findings)")
        if name.hasPrefix("tile/"), !name.contains("entries") { #expect(findings.contains { $0.file == name && $0.offset == place }, "\(path), byte \(place)") }
      }
      try good.write(to: file)
    }
    #expect(try report().findings.isEmpty)
  }

  @Test("finds each file that is gone, cut off, longer, or too many")
  func lengths() throws {
    for path in try files() {
      let file = yard.logFolder.appending(path: path)
      let good = try Data(contentsOf: file)
      let isOlder = path.contains(".p/") && !path.hasSuffix(".p/88") && path != "public/tile/1/000.p/2"
      for bad in [good.dropLast(), good + [0], Data()] {
        try bad.write(to: file)
        #expect(try !report().findings.isEmpty, "\(path), \(bad.count) bytes")
      }
      try FileManager.default.removeItem(at: file)
      // Partial tiles of older states go by themselves when there is the full one.
      let isUnnoticed = try report().findings.isEmpty
      #expect(isUnnoticed == isOlder, "\(path) gone")
      try good.write(to: file)
    }
    for stray in ["public/notes.txt", "public/tile/0/003.p/1", "public/tile/0/2", "public/tile/entries/003"] {
      let file = yard.logFolder.appending(path: stray)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data("x".utf8).write(to: file)
      let name = String(stray.dropFirst(7))
      #expect(try report().findings.map(\.file) == [name])
      try FileManager.default.removeItem(at: file)
    }
  }

  @Test("tells which entry was replaced, also where hashes were made to fit up to some level")
  func replaced() throws {
    let bundle = yard.logFolder.appending(path: "public/tile/entries/001")
    let good = try Data(contentsOf: bundle)
    let parsed = ParsedBundle("", good)
    var bad = good
    bad[parsed.offsets[7] + 20] ^= 1
    try bad.write(to: bundle)
    #expect(try report().findings == [LogFinding("tile/entries/001", at: parsed.offsets[7], "entry 263 is not the one that was logged")])
    // The lowest hash made to fit: the level above disagrees with both.
    let tile = yard.logFolder.appending(path: "public/tile/0/001")
    let hashes = try Data(contentsOf: tile)
    let forged = TreeHash.leaf(ParsedBundle("", bad).entries[7]).bytes
    try (hashes.prefix(7 * 32) + forged + hashes.dropFirst(8 * 32)).write(to: tile)
    #expect(try report().findings.map(\.file) == ["tile/1/000.p/2", "checkpoint"])
  }

  @Test("takes what a crash left staged as written, and of a log that is being written what is published")
  func crashes() async throws {
    let other = try Yard()
    try Data("x".utf8).write(to: other.folder.appending(path: "a file"))
    do {
      let log = try other.open(awaitsWitnesses: true)
      #expect(try LogAudit.report(on: LogFolderCopy(other.logFolder), key: other.key).findings.isEmpty)
      for number in 0..<3 { _ = try await log.append(entry(number)) }
      let copy = try LogFolderCopy(other.logFolder)
      let report = try LogAudit.report(on: copy, key: other.key)
      #expect(copy.isWritten && report.findings.isEmpty && report.state?.size == 0)
    }
    let report = try LogAudit.report(on: LogFolderCopy(other.logFolder), key: other.key)
    #expect(report.findings.isEmpty && report.state?.size == 3)
    // As if the power had gone before the tiles were written.
    let state = try #require(report.state)
    var edge = TreeEdge()
    let tiles = edge.append(try (0..<3).map { try entry($0).bytes })
    try StagedTiles.bytes(tiles).write(to: other.logFolder.appending(path: "staging/\(StagedTiles.name(of: state))"))
    for path in tiles.keys { try FileManager.default.removeItem(at: other.logFolder.appending(path: "public/\(path)")) }
    #expect(try LogAudit.report(on: LogFolderCopy(other.logFolder), key: other.key).findings.isEmpty)
    try FileManager.default.removeItem(at: other.logFolder.appending(path: "staging"))
    #expect(try LogAudit.report(on: LogFolderCopy(other.logFolder), key: other.key).findings.map(\.file).contains("tile/0/000.p/3"))
  }

  @Test("says where witnesses are missing")
  func witnesses() async throws {
    let witness = try NoteSigner(name: "witness.example/w1", kind: .witness)
    let policy = try WitnessPolicy(text: "log \(yard.key.text)\nwitness w1 \(witness.key.text)\nquorum w1\n")
    let bare = try LogAudit.report(on: LogFolderCopy(yard.logFolder), key: yard.key, policy: policy)
    #expect(bare.findings == [LogFinding("checkpoint", "\(TransparencyFault.noQuorum)")])
    do {
      let log = try yard.open()
      var note = await log.signedCheckpoint
      note.add(try witness.sign(note.text, at: Yard.now))
      try await log.publish(note)
    }
    let seen = try LogAudit.report(on: LogFolderCopy(yard.logFolder), key: yard.key, policy: policy)
    #expect(seen.findings.isEmpty && seen.witnessed?.witnessTimes == ["w1": Yard.now])
  }
}
