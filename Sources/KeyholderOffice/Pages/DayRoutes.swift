import Foundation
import HTTPTypes
import Hummingbird
import Keyholding
import Logging
import Sealing
import WebReception

/// The days there are keys of: held, lifted, destroyed.
struct DayRoutes: Sendable {
  var routes: [Route] {
    [
      .get("/days", .judge) { visit in try await page(visit) },
      .post("/days/{day}/hold", .judge) { visit in
        let reason = try await visit.form()["reason"] ?? ""
        return try await change(visit, .held) { day in
          try await visit.keyholder.hold(day, reason: reason, now: visit.now)
        }
      },
      .post("/days/{day}/lift", .judge) { visit in
        try await change(visit, .lifted) { day in try await visit.keyholder.lift(day, now: visit.now) }
      },
      .post("/days/{day}/destroy", .judge) { visit in
        guard try await visit.form()["day"] == "\(try visit.day())" else {
          return try await page(visit, problem: "Nothing was destroyed: type the day to say that you mean it.", status: .conflict)
        }
        return try await change(visit, .destroyed) { day in try await visit.keyholder.destroy(day, now: visit.now) }
      },
    ]
  }

  private func page(_ visit: Visit, problem: String? = nil, status: HTTPResponse.Status = .ok) async throws -> Response {
    let keyholder = visit.keyholder
    let model = DaysPage(
      days: await keyholder.days, holds: await keyholder.holds, log: await keyholder.counterLog,
      retentionDays: await keyholder.policy.retentionDays, now: visit.now, problem: problem)
    return try await visit.desk.page(.days, model, title: "Days", at: .days, for: visit, status: status)
  }

  private func change(_ visit: Visit, _ said: Said, _ work: (UTCDay) async throws -> Void) async throws -> Response {
    let day = try visit.day()
    do {
      try await work(day)
    } catch let fault as KeyholdingFault where !fault.needsReopening {
      return try await page(visit, problem: "\(fault)", status: .conflict)
    }
    visit.desk.logger.info("day changed", metadata: ["what": "\(said.rawValue)", "day": "\(day)"])
    return .redirect(to: "/days?said=\(said.rawValue)")
  }
}
