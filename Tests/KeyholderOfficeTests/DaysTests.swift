import Foundation
import HTTPTypes
import HummingbirdTesting
import Keyholding
import Sealing
import Testing

@testable import KeyholderOffice

@Suite("Keyholder: days")
struct DaysTests {
  @Test("The daily work keeps keys ready and destroys what is over; a held day survives it, until it is lifted")
  func daily() async throws {
    let court = try Court()
    try await court.browse { client, desk in
      let work = DailyWork(open: desk.open, logger: desk.logger, now: desk.now)
      let judge = try await Caller.judge(client)
      #expect(await desk.open.keyholder.days.count == 15)
      #expect(try await judge.post("/days/2026-11-21/hold", ["reason": "order 12"]).headers[.location] == "/days?said=held")
      #expect(try await judge.post("/days/2026-11-21/hold", ["reason": "order 12"]).status == .conflict)
      let status = try await judge.get("/v1/status").text
      #expect(status.contains("\"heldDays\":[\"2026-11-21\"]") && !status.contains("order 12"))
      for _ in 0..<32 {
        court.advance(by: 86_400)
        try await work.work()
      }
      #expect(await desk.open.keyholder.days.first == UTCDay("2026-11-21"))
      #expect(await desk.open.keyholder.days.count == 1 + 31 + 14)
      let again = try await Caller.judge(client)
      let page = try await again.get("/days").text
      #expect(page.contains("order 12") && page.contains("when the hold is lifted") && page.contains("2026-11-22</dt>"))
      #expect(try await again.post("/days/2026-11-21/destroy", ["day": "2026-11-21"]).status == .conflict)
      #expect(try await again.post("/days/2026-11-21/lift").status == .seeOther)
      court.advance(by: 86_400)
      try await work.work()
      #expect(await desk.open.keyholder.days.contains(UTCDay("2026-11-21")!) == false)
    }
  }

  @Test("A day is destroyed by hand once it is over, and only where the day is typed")
  func byHand() async throws {
    let court = try Court()
    try await court.browse { client, desk in
      let judge = try await Caller.judge(client)
      #expect(try await judge.post("/days/2026-11-21/destroy", ["day": "2026-11-21"]).status == .conflict)
      #expect(try await judge.post("/days/2026-02-30/lift").status == .notFound)
      court.advance(by: 86_400)
      let next = try await Caller.judge(client)
      #expect(try await next.post("/days/2026-11-21/destroy", ["day": "2026-11-22"]).status == .conflict)
      #expect(await desk.open.keyholder.days.contains(UTCDay("2026-11-21")!))
      #expect(try await next.post("/days/2026-11-21/destroy", ["day": "2026-11-21"]).headers[.location] == "/days?said=destroyed")
      #expect(await desk.open.keyholder.days.contains(UTCDay("2026-11-21")!) == false)
    }
  }
}
