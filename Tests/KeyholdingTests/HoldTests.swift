import Foundation
import Keyholding
import Sealing
import Testing

@Suite("Legal hold")
struct HoldTests {
  static let today = UTCDay(containing: Land.now)
  /// The retention of today is over.
  static let after = Land.now + 32 * 86_400

  @Test("A held day survives the turning of the day, destruction by hand and a restart; lifted, it goes with the next turn")
  func held() async throws {
    let land = try Land()
    let (record, rows) = try await land.seal([(plate("01A123BC"), scope(), "wanted")])
    try await land.keyholders[0].hold(Self.today, reason: "order 12", now: Land.now)
    #expect(try await land.keyholders[0].turnDay(now: Self.after) == [])
    try land.reopen()
    let keyholder = land.keyholders[0]
    #expect(await keyholder.holds.map(\.reason) == ["order 12"])
    #expect(try await keyholder.turnDay(now: Self.after) == [])
    await #expect(throws: KeyholdingFault.self) { try await keyholder.destroy(Self.today, now: Self.after) }
    #expect(await keyholder.days == [Self.today])
    #expect(try await DestructionTests.opened(land, record, rows, now: Land.now + 60) == 1)
    try await keyholder.lift(Self.today, now: Self.after)
    #expect(await keyholder.days == [Self.today])
    #expect(try await keyholder.turnDay(now: Self.after) == [Self.today])
    #expect(await keyholder.days.isEmpty)
    let kinds = await keyholder.counterLog.map(\.kind).filter { [.holdSet, .holdLifted, .dayDestroyed].contains($0) }
    #expect(kinds == [.holdSet, .holdLifted, .dayDestroyed])
  }

  @Test("takes a reason and a day that there is a key of, once; only what is held can be lifted")
  func refused() async throws {
    let land = try Land()
    let keyholder = land.keyholders[0]
    await #expect(throws: KeyholdingFault.refused(.noKey(Self.today))) { try await keyholder.hold(Self.today, reason: "order 12", now: Land.now) }
    _ = try await keyholder.publishDayKeys(until: Self.today, now: Land.now)
    for reason in ["", "two\nlines", String(repeating: "x", count: 201)] {
      await #expect(throws: KeyholdingFault.self) { try await keyholder.hold(Self.today, reason: reason, now: Land.now) }
    }
    await #expect(throws: KeyholdingFault.self) { try await keyholder.lift(Self.today, now: Land.now) }
    try await keyholder.hold(Self.today, reason: "order 12", now: Land.now)
    await #expect(throws: KeyholdingFault.self) { try await keyholder.hold(Self.today, reason: "order 13", now: Land.now) }
    #expect(await keyholder.counterLog.count { $0.kind == .holdSet } == 1)
  }

  @Test("is whole after a crash at any step: held and noted, or neither", arguments: FailingDisk.Moment.allCases)
  func crash(moment: FailingDisk.Moment) async throws {
    var (step, states) = (0, Set<Bool>())
    while true {
      let land = try Land()
      _ = try await land.keyholders[0].publishDayKeys(until: Self.today, now: Land.now)
      land.close()
      let (disk, folder) = (FailingDisk(failingAt: step, moment), land.folder(of: 0))
      do {
        let keyholder = try Keyholder(
          opening: folder, keyFolder: folder, passphrase: Land.passphrase, policy: land.policy, transparency: land.log.check, disk: disk)
        try await keyholder.hold(Self.today, reason: "order 12", now: Land.now)
      } catch {}
      guard disk.hasFailed else { break }
      try land.reopen()
      _ = try await land.keyholders[0].turnDay(now: Land.now)
      let isHeld = await !land.keyholders[0].holds.isEmpty
      #expect(await land.keyholders[0].counterLog.count { $0.kind == .holdSet } == (isHeld ? 1 : 0), "step \(step)")
      states.insert(isHeld)
      step += 1
    }
    #expect(step > 3 && states.count == 2)
  }
}
