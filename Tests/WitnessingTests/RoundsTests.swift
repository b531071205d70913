import Foundation
import Testing
import TransparencyLog

@testable import Witnessing

@Suite("The rounds of a log with its witnesses")
struct RoundsTests {
  let watch: Watch
  let ways: [TestWay]
  let policy: WitnessPolicy
  let alarms: AlarmFolder

  init() throws {
    let watch = try Watch()
    let folders = try (0..<3).map { try watch.witness("w\($0)") }
    ways = try folders.map { TestWay(try $0.open(), now: { watch.now }) }
    let names = try folders.enumerated().map { "witness w\($0) \(try $1.signer().key.text) http://127.0.0.1:1\n" }.joined()
    policy = try WitnessPolicyFile(text: "\(names)group g 2 w0 w1 w2\nquorum g\n", name: "policy").policy(for: watch.signer.key)
    alarms = AlarmFolder(watch.folder.appending(path: "alarms", directoryHint: .isDirectory))
    self.watch = watch
  }

  private func rounds(_ log: TransparencyLog) -> LogRounds {
    LogRounds(
      log, policy: policy, ways: ["w0": ways[0], "w1": ways[1], "w2": ways[2]], alarms: alarms, logger: Watch.quiet, now: { [watch] in watch.now })
  }

  private var calls: [Int] { ways.map(\.calls) }

  @Test("publishes each new state with all signatures, and asks nobody twice")
  func story() async throws {
    let log = try watch.log()
    let rounds = rounds(log)
    await rounds.turn()
    #expect(calls == [0, 0, 0])
    for size in 1...3 {
      try await log.grow(1)
      #expect(try await log.publishedSize == size - 1)
      for _ in 0..<3 { await rounds.turn() }
      #expect(try await log.publishedSize == size)
      #expect(await rounds.standing == .published)
      #expect(try policy.verify(await log.publishedCheckpoint).witnessTimes.count == 3)
    }
    #expect(calls == [3, 3, 3])
  }

  @Test("goes on without one of three, asks it less and less often, and adds its signature once it is back")
  func missing() async throws {
    let log = try watch.log()
    let rounds = rounds(log)
    ways[1].cut(true)
    try await log.grow(1)
    // A day of turns, five a second at first.
    for _ in 0..<50 {
      await rounds.turn()
      watch.advance(by: 0.2)
    }
    #expect(try await log.publishedSize == 1)
    #expect((4...8).contains(ways[1].calls))
    for _ in 0..<864 {
      await rounds.turn()
      watch.advance(by: 100)
    }
    #expect((280...640).contains(ways[1].calls))
    // Those that signed were not asked again all the time.
    #expect(ways[0].calls == 1 && ways[2].calls == 1)
    let first = try policy.verify(await log.publishedCheckpoint).witnessTimes
    ways[1].cut(false)
    watch.advance(by: 301)
    await rounds.turn()
    let all = try policy.verify(await log.publishedCheckpoint).witnessTimes
    #expect(all.count == 3 && first.allSatisfy { all[$0.key] == $0.value })
    #expect(ways[0].calls == 1 && ways[2].calls == 1)
  }

  @Test("publishes nothing without the quorum, says since when it waits, and goes on at once when a witness is back")
  func waiting() async throws {
    let log = try watch.log()
    let rounds = rounds(log)
    ways[1].cut(true)
    ways[2].say(WitnessAnswer(status: 503, contentType: "text/plain", body: Data("busy".utf8)))
    try await log.grow(1)
    let since = watch.now
    for _ in 0..<5 {
      await rounds.turn()
      watch.advance(by: 400)
      try await log.grow(1)
    }
    #expect(try await log.publishedSize == 0)
    #expect(await rounds.standing == .waiting(since: since))
    ways[2].say(nil)
    await rounds.turn()
    #expect(try await log.publishedSize == 6)
    #expect(await rounds.standing == .published)
  }

  @Test("takes no signature of another key for one, and does not remember it")
  func falseSignature() async throws {
    let log = try watch.log()
    let rounds = rounds(log)
    try await log.grow(1)
    let stranger = try NoteSigner(name: "witness.example/w0", kind: .witness)
    let line = try stranger.sign(await log.signedCheckpoint.text, at: watch.now).line
    for way in ways { way.say(WitnessAnswer(status: 200, contentType: "text/plain", body: Data("\(line)\n".utf8))) }
    await rounds.turn()
    #expect(try await log.publishedSize == 0)
    for way in ways { way.say(nil) }
    watch.advance(by: 2)
    await rounds.turn()
    #expect(try await log.publishedSize == 1)
  }

  @Test("a log that goes on twice is found out: both faces are kept, nothing is published, also after a restart")
  func fork() async throws {
    do {
      let log = try watch.log()
      try await log.grow(3)
      await rounds(log).turn()
      #expect(try await log.publishedSize == 3)
    }
    try FileManager.default.copyItem(at: watch.folder.appending(path: "log"), to: watch.folder.appending(path: "copy"))
    do {
      let log = try watch.log()
      try await log.grow(2)
      await rounds(log).turn()
      #expect(try await log.publishedSize == 5)
    }
    do {
      let copy = try watch.log("copy")
      try await copy.grow(3)
      let rounds = rounds(copy)
      await rounds.turn()
      #expect(await rounds.standing == .forked)
      #expect(try await copy.publishedSize == 3)
      try await copy.grow(1)
      let before = calls
      for _ in 0..<3 {
        watch.advance(by: 400)
        await rounds.turn()
      }
      #expect(calls == before)
      #expect(try await copy.publishedSize == 3)
    }
    let root = watch.folder.appending(path: "alarms")
    let kept = try #require(try FileManager.default.contentsOfDirectory(at: root, includingPropertiesForKeys: nil).first)
    #expect(try FileManager.default.contentsOfDirectory(atPath: kept.path).sorted() == ["about.txt", "ours", "theirs"])
    for (name, size) in [("ours", 6), ("theirs", 5)] {
      let note = try SignedNote(bytes: Data(contentsOf: kept.appending(path: name)))
      #expect(try note.verified(by: [watch.signer.key]).count == 1)
      #expect(try Checkpoint(text: note.text).size == size)
    }
    let again = rounds(try watch.log("copy"))
    let before = calls
    await again.turn()
    #expect(await again.standing == .forked)
    #expect(calls == before)
  }

  @Test("a log that was set back is found out, and goes on once the right copy is put in its place")
  func restored() async throws {
    let file = { [watch] (name: String) in watch.folder.appending(path: name) }
    do {
      let log = try watch.log()
      try await log.grow(2)
      await rounds(log).turn()
      try FileManager.default.copyItem(at: file("log"), to: file("old"))
      try await log.grow(2)
      await rounds(log).turn()
    }
    do {
      let log = try watch.log("old")
      let rounds = rounds(log)
      await rounds.turn()
      #expect(await rounds.standing == .forked)
    }
    let log = try watch.log()
    let rounds = rounds(log)
    try await log.grow(1)
    await rounds.turn()
    #expect(await rounds.standing == .published)
    #expect(try await log.publishedSize == 5)
    #expect(try alarms.open(origin: log.key.name).isEmpty)
    // The same once more: what was over is not over.
    let theirs = try SignedNote(bytes: #require(try await ways[0].checkpoint(of: log.key.name)))
    for isKnown in [false, true] {
      let alarm = ForkAlarm(ours: await log.signedCheckpoint, theirs: theirs, witness: "w0", raisedAt: watch.now)
      try alarms.keep(alarm, origin: log.key.name)
      let open = try alarms.open(origin: log.key.name)
      #expect(open.count == 1)
      if !isKnown { try alarms.close(#require(open.first), at: watch.now) }
    }
  }

  @Test("a log that was written anew with one letter of one entry changed is found out, by whoever holds its key", arguments: [0, 7, 19])
  func rewritten(_ changed: Int) async throws {
    let texts = (0..<20).map { "entry \($0)" }
    for name in ["log", "forged"] {
      let log = try watch.log(name)
      for (number, text) in texts.enumerated() {
        let written = name == "forged" && number == changed ? text.replacing("entry", with: "Entry") : text
        _ = try await log.append(LogEntry(.queryExecuted, at: Watch.start, ["hits": .text(written)]))
      }
      let rounds = rounds(log)
      if name == "forged" { try await log.grow(1) }
      await rounds.turn()
      #expect(await rounds.standing == (name == "log" ? .published : .forked))
      #expect(try await log.publishedSize == (name == "log" ? 20 : 0))
    }
  }

  @Test("a tile that was changed under a running log is found out")
  func tampered() async throws {
    let log = try watch.log()
    let rounds = rounds(log)
    try await log.grow(300)
    await rounds.turn()
    #expect(await rounds.standing == .published)
    let tile = watch.folder.appending(path: "log/public/tile/1/000.p/1")
    var bytes = try Data(contentsOf: tile)
    bytes[5] ^= 1
    try bytes.write(to: tile)
    try await log.grow(1)
    await rounds.turn()
    #expect(await rounds.standing == .forked)
    #expect(try await log.publishedSize == 300)
  }

  @Test("a witness's word alone stops nothing", arguments: ["nothing", "garbage", "own", "stranger"])
  func liar(_ shown: String) async throws {
    let log = try watch.log()
    let rounds = rounds(log)
    try await log.grow(2)
    let foreign = Checkpoint(origin: log.key.name, size: 9, root: .leaf(Data("x".utf8)))
    let stranger = try NoteSigner(name: log.key.name, kind: .log)
    switch shown {
    case "garbage": ways[0].show(Data("garbage".utf8))
    case "own": ways[0].show(await log.signedCheckpoint.bytes)
    case "stranger": ways[0].show(try SignedNote(text: foreign.text, signatures: [stranger.sign(foreign.text, at: watch.now)]).bytes)
    default: break
    }
    ways[0].say(WitnessAnswer(status: 409, contentType: "text/x.tlog.size", body: Data("9\n".utf8)))
    await rounds.turn()
    try await log.grow(1)
    await rounds.turn()
    #expect(await rounds.standing == .published)
    #expect(try await log.publishedSize == 3)
    #expect(try alarms.open(origin: log.key.name).isEmpty)
    // Shown one that the log did sign, it is believed.
    let real = try SignedNote(text: foreign.text, signatures: [watch.signer.sign(foreign.text, at: watch.now)])
    ways[0].show(real.bytes)
    watch.advance(by: 400)
    await rounds.turn()
    #expect(await rounds.standing == .forked)
    #expect(try alarms.open(origin: log.key.name).map(\.theirs) == [real])
  }

  @Test("an alarm that cannot be read stops the log until somebody has looked")
  func damagedAlarm() async throws {
    let log = try watch.log()
    try await log.grow(1)
    let folder = watch.folder.appending(path: "alarms/\(OriginHash(log.key.name).text.prefix(16))-0123456789abcdef")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    try Data("x".utf8).write(to: folder.appending(path: "theirs"))
    let rounds = rounds(log)
    for _ in 0..<3 {
      await rounds.turn()
      watch.advance(by: 10)
    }
    #expect(try await log.publishedSize == 0)
    try FileManager.default.removeItem(at: folder)
    await rounds.turn()
    #expect(try await log.publishedSize == 1)
  }
}
