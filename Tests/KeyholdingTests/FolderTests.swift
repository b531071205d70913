import Foundation
import Keyholding
import Sealing
import Testing

@Suite("A keyholder's folder")
struct FolderTests {
  static let today = UTCDay(containing: Land.now)

  @Test("belongs to its owner alone, and a second keyholder is not made over the first")
  func creation() throws {
    let land = try Land()
    land.close()
    let folder = land.folder(of: 0)
    let mode = try FileManager.default.attributesOfItem(atPath: folder.path)[.posixPermissions] as? Int
    #expect(mode == 0o700)
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path) {
      #expect(try FileManager.default.attributesOfItem(atPath: folder.appending(path: file).path)[.posixPermissions] as? Int == 0o600, "\(file)")
    }
    let before = try Data(contentsOf: folder.appending(path: "identity"))
    #expect(throws: KeyholdingFault.self) {
      try Keyholder.create(in: folder, keyFolder: folder, named: land.names[0], passphrase: Land.passphrase, scryptRounds: 1024)
    }
    #expect(try Data(contentsOf: folder.appending(path: "identity")) == before)
    try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder.path)
    #expect { try land.reopen() } throws: { "\($0)".contains("chmod 700") }
  }

  @Test("opens with its passphrase only, and in one process at a time")
  func opening() async throws {
    let land = try Land()
    let folder = land.folder(of: 0)
    func open(_ passphrase: String) throws {
      _ = try Keyholder(opening: folder, passphrase: passphrase, policy: land.policy, transparency: land.log.check)
    }
    #expect(throws: KeyholdingFault.inUse) { try open(Land.passphrase) }
    land.close()
    #expect(throws: KeyholdingFault.wrongPassphrase) { try open("a long walk along the river") }
    try open(Land.passphrase)
    let short = land.folder.appending(path: "short")
    #expect(throws: KeyholdingFault.self) { try Keyholder.create(in: short, named: land.names[0], passphrase: "short") }
    #expect(throws: KeyholdingFault.self) { try Keyholder(opening: short, passphrase: "short", policy: land.policy, transparency: land.log.check) }
  }

  @Test("keeps its keys: what was published is the same after it was opened again, up to fourteen days ahead")
  func published() async throws {
    let land = try Land()
    let last = Self.today.advanced(byDays: 14)
    let first = try await land.keyholders[0].publishDayKeys(until: last, now: Land.now)
    #expect(first.map(\.day) == (0...14).map { Self.today.advanced(byDays: $0) })
    try land.reopen()
    let second = try await land.keyholders[0].publishDayKeys(until: last, now: Land.now)
    #expect(first.map(\.publicKey) == second.map(\.publicKey))
    for key in second { #expect(try DayKey(bytes: key.bytes, signedBy: land.keyholders[0].identity) == key) }
    #expect(await land.keyholders[0].counterLog.count == 15)
    await #expect(throws: KeyholdingFault.self) { try await land.keyholders[0].publishDayKeys(until: last.advanced(byDays: 1), now: Land.now) }
    let size = try Data(contentsOf: land.folder(of: 0).appending(path: "vault")).count
    #expect(size == 8 + 12 + 15 * 42 + 16)
  }

  /// Whatever is being done, and at whatever step and moment the machine stops: the folder opens again, with the old keys or with the new.
  @Test("is whole after a crash at any step", arguments: FailingDisk.Moment.allCases)
  func crash(moment: FailingDisk.Moment) async throws {
    var (step, states) = (0, Set<[UTCDay]>())
    while true {
      let land = try Land()
      _ = try await land.keyholders[0].publishDayKeys(until: Self.today.advanced(byDays: 1), now: Land.now)
      land.close()
      let disk = FailingDisk(failingAt: step, moment)
      let folder = land.folder(of: 0)
      let later = Land.now + 86_400
      let old = [Self.today, Self.today.advanced(byDays: 1)]
      let (grown, rest) = (old + [Self.today.advanced(byDays: 2)], Array(old.dropFirst()) + [Self.today.advanced(byDays: 2)])
      do {
        let keyholder = try Keyholder(
          opening: folder, keyFolder: folder, passphrase: Land.passphrase, policy: land.policy, transparency: land.log.check, disk: disk)
        _ = try await keyholder.publishDayKeys(until: Self.today.advanced(byDays: 2), now: later)
        try await keyholder.destroy(Self.today, now: later)
        _ = try await keyholder.turnDay(now: later)
      } catch {
        #expect(error == FailingDisk.fault)
      }
      guard disk.hasFailed else { break }
      try land.reopen()
      let days = await land.keyholders[0].days
      #expect([old, grown, rest].contains(days), "step \(step)")
      states.insert(days)
      // It is not only there, it works: and what the crash kept from being noted is noted now.
      _ = try await land.keyholders[0].publishDayKeys(until: Self.today.advanced(byDays: 3), now: later)
      if days.contains(Self.today) { try await land.keyholders[0].destroy(Self.today, now: later) }
      _ = try await land.keyholders[0].turnDay(now: later)
      let log = await land.keyholders[0].counterLog
      #expect(log.count { $0.kind == .dayDestroyed && $0.details["day"] == "\(Self.today)" } == 1, "step \(step)")
      #expect(Set(log.filter { $0.kind == .dayKeyPublished }.compactMap { $0.details["day"] }).count == 4, "step \(step)")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path).count { $0.hasPrefix("vault-key.") } == 1, "step \(step)")
      step += 1
    }
    #expect(step > 20 && states.count == 3)
  }

  @Test("is made whole or not at all", arguments: FailingDisk.Moment.allCases)
  func crashAtCreation(moment: FailingDisk.Moment) throws {
    let land = try Land()
    for step in 0..<100 {
      let folder = land.folder.appending(path: "new-\(step)")
      let disk = FailingDisk(failingAt: step, moment)
      func create(_ disk: (any KeyholderDisk)? = nil) throws {
        try Keyholder.create(in: folder, keyFolder: folder, named: land.names[0], passphrase: Land.passphrase, scryptRounds: 1024, disk: disk)
      }
      do { try create(disk) } catch { #expect(error as? KeyholdingFault == FailingDisk.fault) }
      // Either it is there, or it can be made.
      if !FileManager.default.fileExists(atPath: folder.appending(path: "identity").path) { try create() }
      _ = try Keyholder(opening: folder, passphrase: Land.passphrase, policy: land.policy, transparency: land.log.check)
      if !disk.hasFailed {
        #expect(step > 5)
        return
      }
    }
    Issue.record("it never ends")
  }

  /// A nonce that is lost would let a warrant be presented twice; an answer must not leave before it is durable.
  @Test("forgets no answered warrant, at whatever step the machine stops", arguments: FailingDisk.Moment.allCases)
  func crashAtDecision(moment: FailingDisk.Moment) async throws {
    var step = 0
    while true {
      let test = try await RefusalTests.Case()
      let request = try test.request()
      test.land.close()
      let (folder, disk) = (test.land.folder(of: 0), FailingDisk(failingAt: step, moment))
      var answered = false
      do {
        let keyholder = try Keyholder(
          opening: folder, keyFolder: folder, passphrase: Land.passphrase, policy: test.land.policy, transparency: test.land.log.check, disk: disk)
        _ = try await keyholder.decide(request, judge, now: Land.now)
        answered = true
      } catch {}
      guard disk.hasFailed else { break }
      try test.land.reopen()
      let again = await test.decide(request)
      #expect(again == .replayedNonce || (!answered && again == nil), "step \(step)")
      let log = await test.keyholder.counterLog
      #expect(log.count { $0.kind == .tokensIssued } <= 1)
      step += 1
    }
    #expect(step > 5)
  }

  @Test("does nothing more after a failure until it is opened again")
  func openAgain() async throws {
    let land = try Land()
    land.close()
    let folder = land.folder(of: 0)
    let disk = FailingDisk(failingAt: 6, .before)
    let keyholder = try Keyholder(
      opening: folder, keyFolder: folder, passphrase: Land.passphrase, policy: land.policy, transparency: land.log.check, disk: disk)
    await #expect(throws: FailingDisk.fault) { try await keyholder.publishDayKeys(until: Self.today, now: Land.now) }
    await #expect(throws: KeyholdingFault.openAgain) { try await keyholder.publishDayKeys(until: Self.today, now: Land.now) }
  }
}
