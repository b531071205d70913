import Foundation
import Sealing
import Testing

@testable import Office

@Suite("Days that keyholders hold")
struct HeldDaysTests {
  private let court = HolderID(unchecked: "court")
  private let authority = HolderID(unchecked: "authority")
  private let day = UTCDay("2026-10-01")!

  @Test("a day that one of them holds is not destroyed, until they lift it")
  func held() {
    let board = HeldDays()
    board.note([day], by: court)
    board.note([], by: authority)
    let oldest = day.advanced(byDays: 300)
    #expect(!board.allowsDestroying(day, oldest: oldest, holders: [court, authority]))
    #expect(board.allowsDestroying(day.advanced(byDays: 1), oldest: oldest, holders: [court, authority]))
    board.note([], by: court)
    #expect(board.allowsDestroying(day, oldest: oldest, holders: [court, authority]))
  }

  @Test("who does not answer puts destruction off, but not for ever")
  func silent() {
    let board = HeldDays()
    board.note([], by: court)
    let holders = [court, authority]
    #expect(!board.allowsDestroying(day, oldest: day.advanced(byDays: 1), holders: holders))
    #expect(!board.allowsDestroying(day, oldest: day.advanced(byDays: HeldDays.patienceDays), holders: holders))
    #expect(board.allowsDestroying(day, oldest: day.advanced(byDays: HeldDays.patienceDays + 1), holders: holders))
    #expect(board.allowsDestroying(day, oldest: day.advanced(byDays: 1), holders: []))
  }
}
