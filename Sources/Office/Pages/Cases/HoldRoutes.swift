import Access
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Storage
import Traffic
import WebReception

/// Legal hold: a case that a court wants kept outlasts its retention.
struct HoldRoutes: Sendable {
  var routes: [Route] {
    [
      .post("/cases/{id}/hold", .needs(.holdCases), .change(.caseFile)) { visit in
        try await change(visit, said: .caseHeld) { id, person, reason, now in
          try await visit.office.parts.store.hold(id, by: person, reason: reason, at: now)
        }
      },
      .post("/cases/{id}/lift", .needs(.holdCases), .change(.caseFile)) { visit in
        try await change(visit, said: .holdLifted) { id, person, reason, now in
          try await visit.office.parts.store.liftHold(id, by: person, reason: reason, at: now)
        }
      },
    ]
  }

  private func change(
    _ visit: Visit, said: Said, _ act: (CaseID, String, String, Date) async throws -> Case
  ) async throws -> Response {
    let reason = try await visit.form()["reason"] ?? ""
    let file = try await CaseRoutes.file(visit)
    let person = try visit.person
    _ = try await act(file.id, person.name, reason, visit.now)
    visit.office.parts.logger.info("legal hold", metadata: ["case": "\(file.number)", "what": "\(said.rawValue)", "by": "\(person.id)"])
    return .redirect(to: "/cases/\(file.id)?said=\(said.rawValue)")
  }
}
