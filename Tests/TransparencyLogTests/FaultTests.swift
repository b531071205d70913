import Foundation
import Testing
@testable import TransparencyLog

@Suite("A log whose store or disk fails")
struct FaultTests {
  /// What somebody outside has seen of a log: states, and entries that were promised to be in it.
  private struct Seen {
    var states: [Checkpoint] = []
    var promised: [Int: Data] = [:]
  }

  /// A log that fails: how many entries it has before, and how many it gets in each state.
  struct Course: Sendable, CustomTestStringConvertible {
    let before: Int
    let steps: [Int]
    var testDescription: String { "\(before) entries, then \(steps)" }
  }

  /// One from the beginning, and one of which the second state fills a tile.
  static let courses = [Course(before: 0, steps: [2, 1]), Course(before: 252, steps: [2, 3, 2])]

  /// A log that works, to begin with.
  private func prepare(_ count: Int) async throws -> Yard {
    let yard = try Yard()
    if count > 0 { try await yard.open(pooling: .milliseconds(20)).fill(0..<count) }
    return yard
  }

  /// Adds entries until something fails.
  /// - Returns: whether nothing did.
  private func fill(_ log: TransparencyLog, _ steps: [Int], _ seen: inout Seen) async -> Bool {
    for step in steps {
      let results = await withTaskGroup(of: (Int, Data)?.self) { group in
        for number in 0..<step {
          group.addTask {
            guard let entry = try? entry(step * 1000 + number), let index = try? await log.append(entry) else { return nil }
            return (index, entry.bytes)
          }
        }
        return await group.reduce(into: [(Int, Data)]()) { if let each = $1 { $0.append(each) } }
      }
      for (index, bytes) in results { seen.promised[index] = bytes }
      if let state = try? Checkpoint(text: await log.publishedCheckpoint.text) { seen.states.append(state) }
      if results.count < step { return false }
    }
    return true
  }

  /// Opens the log again on a store that works: everything that was promised is there, everything that was seen is continued, it is whole,
  /// and it can go on.
  private func recover(_ yard: Yard, _ seen: Seen, _ what: String) async throws {
    do {
      let log = try yard.open()
      let state = await log.checkpoint
      for (index, bytes) in seen.promised { #expect(try await log.entries(index..<index + 1) == [bytes], "\(what)") }
      for old in seen.states {
        #expect(old.size <= state.size, "\(what)")
        #expect(try await log.consistency(from: old.size).leads(from: old.root, to: state.root), "\(what)")
      }
      let index = try await log.append(entry(1))
      #expect(index == state.size, "\(what)")
    }
    let whole = try yard.audit()
    #expect(whole.size > seen.promised.count, "\(what)")
    for folder in ["staging", "incoming"] {
      #expect(try FileManager.default.contentsOfDirectory(atPath: yard.logFolder.appending(path: folder).path).isEmpty, "\(what)")
    }
  }

  @Test("loses nothing that it promised and shows one face, whichever call fails, done or not", arguments: courses, [false, true])
  func store(course: Course, isDone: Bool) async throws {
    let begun = try await prepare(course.before)
    var call = 0
    while true {
      let yard = try Yard(copying: begun)
      var seen = Seen()
      let hasFailed: Bool
      do {
        let store = FailingStore(try LogFolder(yard.logFolder), failingAt: call, isDone: isDone)
        if let log = try? TransparencyLog(opening: store, signer: yard.signer, pooling: .milliseconds(1)) {
          let isWhole = await fill(log, course.steps, &seen)
          // Only before the state is replaced may a log go on by itself.
          if !isWhole, (try? await log.append(entry(7))) != nil { seen.promised[await log.checkpoint.size - 1] = try entry(7).bytes }
        }
        hasFailed = store.hasFailed
      }
      guard hasFailed else { break }
      try await recover(yard, seen, "call \(call), done: \(isDone)")
      call += 1
    }
    #expect(call >= 5 * course.steps.count)
  }

  @Test("loses nothing that it promised and shows one face, whenever the power goes", arguments: courses, FailingDisk.Moment.allCases)
  func power(course: Course, moment: FailingDisk.Moment) async throws {
    let begun = try await prepare(course.before)
    var step = 0
    while true {
      let yard = try Yard(copying: begun)
      var seen = Seen()
      let disk = FailingDisk(failingAt: step, moment)
      if let folder = try? LogFolder(yard.logFolder, disk: disk),
        let log = try? TransparencyLog(opening: folder, signer: yard.signer, pooling: .milliseconds(1))
      {
        _ = await fill(log, course.steps, &seen)
      }
      guard disk.hasFailed else { break }
      try await recover(yard, seen, "step \(step), \(moment)")
      step += 1
    }
    #expect(step >= 20 * course.steps.count)
  }

  @Test("does nothing more once it cannot know which state counts")
  func fatal() async throws {
    let yard = try Yard()
    let log: TransparencyLog
    do {
      // The first state is 0: replaced, published. Then staging is call 2 and replacing call 3.
      let store = FailingStore(try LogFolder(yard.logFolder), failingAt: 3, isDone: true)
      log = try TransparencyLog(opening: store, signer: yard.signer, pooling: .zero)
    }
    await #expect(throws: FailingStore.fault) { try await log.append(entry(0)) }
    await #expect(throws: TransparencyFault.openAgain) { try await log.append(entry(1)) }
    let note = await log.signedCheckpoint
    await #expect(throws: TransparencyFault.openAgain) { try await log.publish(note) }
  }

  @Test("goes on where only staging failed")
  func harmless() async throws {
    let yard = try Yard()
    do {
      let store = FailingStore(try LogFolder(yard.logFolder), failingAt: 2, isDone: true)
      let log = try TransparencyLog(opening: store, signer: yard.signer, pooling: .zero)
      await #expect(throws: FailingStore.fault) { try await log.append(entry(0)) }
      #expect(try await log.append(entry(1)) == 0)
    }
    #expect(try yard.audit().size == 1)
    let log = try yard.open()
    #expect(try await log.entries(0..<1) == [try entry(1).bytes])
  }

  @Test("a second writer that got past the lock is found out before it forks the log")
  func secondWriter() async throws {
    let yard = try Yard()
    let store = try LogFolder(yard.logFolder)
    let first = try TransparencyLog(opening: store, signer: yard.signer, pooling: .zero)
    let second = try TransparencyLog(opening: store, signer: yard.signer, pooling: .zero)
    #expect(try await first.append(entry(0)) == 0)
    await #expect(throws: TransparencyFault.changedMeanwhile) { try await second.append(entry(1)) }
    #expect(try await first.append(entry(2)) == 1)
    #expect(try LogAudit.check(store, key: yard.key).size == 2)
  }
}
