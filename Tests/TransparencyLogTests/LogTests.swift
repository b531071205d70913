import Foundation
import Testing
@testable import TransparencyLog

@Suite("The log")
struct LogTests {
  let yard: Yard

  init() throws { yard = try Yard() }

  @Test("begins empty, takes entries in order and shows that each is in it")
  func story() async throws {
    let log = try yard.open()
    #expect(await log.checkpoint == Checkpoint(origin: Yard.origin, size: 0, root: .empty))
    var states: [Checkpoint] = [await log.checkpoint]
    for number in 0..<5 {
      #expect(try await log.append(entry(number)) == number)
      states.append(await log.checkpoint)
    }
    let policy = try WitnessPolicy(text: "log \(yard.key.text)\nquorum none\n")
    for number in 0..<5 {
      let proof = try TlogProof(bytes: try await log.proof(of: number).bytes)
      #expect(try proof.verify(entry(number).bytes, policy).checkpoint == states[5])
      #expect(throws: TransparencyFault.falseProof("inclusion")) { try proof.verify(entry(number + 1).bytes, policy) }
    }
    for old in states {
      let proof = try await log.consistency(from: old.size)
      #expect(proof.leads(from: old.root, to: states[5].root))
    }
    #expect(try await log.entries(1..<4) == [1, 2, 3].map { try entry($0).bytes })
    #expect(try log.read("checkpoint") == (await log.publishedCheckpoint.bytes))
    #expect(try log.read("tile/0/000.p/5")?.count == 5 * 32)
    for path in ["head", "../head", "lock", "tile/../../head", "", "tile/0/000"] { #expect(try log.read(path) == nil, "\(path)") }
    await #expect(throws: TransparencyFault.outOfTree(5, size: 5)) { try await log.proof(of: 5) }
    await #expect(throws: TransparencyFault.outOfTree(5, size: 5)) { try await log.entries(3..<6) }
  }

  @Test("is the same after it was opened again, across full tiles")
  func reopened() async throws {
    for number in [0, 200, 256, 300, 513] {
      let log = try yard.open(pooling: .milliseconds(5))
      let size = await log.checkpoint.size
      try await log.fill(size..<max(size, number))
      #expect(await log.checkpoint.size == number)
    }
    let log = try yard.open()
    #expect(await log.checkpoint.size == 513)
    let all = try await log.entries(0..<513)
    #expect(Set(all) == Set(try (0..<513).map { try entry($0).bytes }))
    let evidence = try await log.evidence(of: 300, since: 256)
    #expect(evidence.entry == all[300] && evidence.consistency.from == 256 && evidence.consistency.to == 513)
  }

  @Test("entries that come together share one state")
  func pooled() async throws {
    let log = try yard.open(pooling: .milliseconds(200))
    let began = ContinuousClock.now
    try await log.fill(0..<40)
    #expect(ContinuousClock.now - began >= .milliseconds(190))
    // Of the states in between there are no tiles: there were none.
    let partials = try FileManager.default.contentsOfDirectory(atPath: yard.logFolder.appending(path: "public/tile/0/000.p").path)
    #expect(partials == ["40"])
  }

  @Test("partial tiles are served until there is the full one")
  func partials() async throws {
    let log = try yard.open()
    for number in 0..<3 { _ = try await log.append(entry(number)) }
    let folder = yard.logFolder.appending(path: "public/tile/0/000.p")
    #expect(Set(try FileManager.default.contentsOfDirectory(atPath: folder.path)) == ["1", "2", "3"])
    try await log.fill(3..<256)
    while await log.checkpoint.size < 256 { _ = try await log.append(entry(0)) }
    #expect(!FileManager.default.fileExists(atPath: folder.path))
    #expect(try Data(contentsOf: yard.logFolder.appending(path: "public/tile/0/000")).count == 8192)
    #expect(try await log.consistency(from: 3, to: 200).hashes.count > 0)
  }

  @Test("is written by one process at a time")
  func alone() async throws {
    let log = try yard.open()
    #expect(throws: TransparencyFault.inUse) { try yard.open() }
    _ = try await log.append(entry(0))
  }

  @Test("is not opened with another key, nor after somebody touched it")
  func touched() async throws {
    do {
      let log = try yard.open()
      try await log.fill(0..<3)
    }
    let other = try NoteSigner(name: Yard.origin, kind: .log)
    #expect { try TransparencyLog(opening: LogFolder(yard.logFolder), signer: other) } throws: { "\($0)".contains("not by the log's key") }
    let witness = try NoteSigner(name: Yard.origin, kind: .witness)
    #expect(throws: TransparencyFault.self) { try TransparencyLog(opening: LogFolder(yard.logFolder), signer: witness) }
    for path in ["head", "public/checkpoint", "public/tile/0/000.p/3", "public/tile/entries/000.p/3"] {
      let file = yard.logFolder.appending(path: path)
      let good = try Data(contentsOf: file)
      for place in stride(from: 0, to: good.count, by: 7) {
        var bad = good
        bad[place] ^= 1
        try bad.write(to: file)
        #expect(throws: TransparencyFault.self, "\(path), byte \(place)") { try yard.open() }
      }
      try good.write(to: file)
    }
    try FileManager.default.removeItem(at: yard.logFolder.appending(path: "head"))
    #expect { try yard.open() } throws: { "\($0)".contains("is gone") }
  }

  @Test("set back to an older state is found out by its published checkpoint")
  func setBack() async throws {
    do {
      let log = try yard.open()
      _ = try await log.append(entry(0))
    }
    let head = yard.logFolder.appending(path: "head")
    let old = try Data(contentsOf: head)
    do {
      let log = try yard.open()
      _ = try await log.append(entry(1))
    }
    try old.write(to: head)
    #expect { try yard.open() } throws: { "\($0)".contains("older copy") }
  }

  @Test("an audit reads everything, and finds every byte that was changed")
  func audit() async throws {
    do {
      let log = try yard.open(pooling: .milliseconds(5))
      try await log.fill(0..<600)
    }
    #expect(try yard.audit().size == 600)
    let folder = yard.logFolder.appending(path: "public")
    for path in ["tile/0/000", "tile/0/002.p/88", "tile/1/000.p/2", "tile/entries/001", "tile/entries/002.p/88", "checkpoint"] {
      let file = folder.appending(path: path)
      let good = try Data(contentsOf: file)
      for place in stride(from: 0, to: good.count, by: max(1, good.count / 10)) {
        var bad = good
        bad[place] ^= 1
        try bad.write(to: file)
        #expect(throws: TransparencyFault.self, "\(path), byte \(place)") { try yard.audit() }
      }
      try FileManager.default.removeItem(at: file)
      #expect(throws: TransparencyFault.self, "\(path) gone") { try yard.audit() }
      try good.write(to: file)
    }
  }
}
