import Access
import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Storage
import Traffic
import WebReception

/// What a reviewer decides on a case.
struct DecisionRoutes: Sendable {
  var routes: [Route] {
    [
      .post("/cases/{id}/approve", .needs(.reviewCases), .change(.caseFile)) { visit in try await approve(visit) }
        .approved("case.approve") { visit, form in
          try await Self.between(visit).map { "Decide case \($0.number) between its two reviewers: approve it with the plate \(form["plate"] ?? "")." }
        },
      .post("/cases/{id}/reject", .needs(.reviewCases), .change(.caseFile)) { visit in try await reject(visit) }
        .approved("case.reject") { visit, form in
          try await Self.between(visit).map { "Decide case \($0.number) between its two reviewers: reject it as \(form["reason"] ?? "")." }
        },
      .post("/cases/{id}/notice", .needs(.reviewCases), .change(.notice)) { visit in try await issueNotice(visit) },
    ]
  }

  /// The case, where a supervisor decides it between two reviewers.
  private static func between(_ visit: Visit) async throws -> Case? {
    let file = try await CaseRoutes.file(visit)
    return file.state == .thirdReview ? file : nil
  }

  private func approve(_ visit: Visit) async throws -> Response {
    let decision = try await Decision(visit)
    guard let plate = Plate(reading: decision.form["plate"] ?? "") else {
      return try await decision.again("Please enter the plate as the picture shows it: letters A to Z and digits.", .unprocessableContent)
    }
    return try await decision.carryOut { file, reviewer, now in
      try file.approve(by: reviewer, plate: plate, at: now)
    }
  }

  private func reject(_ visit: Visit) async throws -> Response {
    let decision = try await Decision(visit)
    guard let reason = decision.form["reason"].flatMap(RejectReason.init(rawValue:)) else {
      return try await decision.again("Please choose the reason for rejecting.", .unprocessableContent)
    }
    let note = decision.form["note"]
    return try await decision.carryOut { file, reviewer, now in
      try file.reject(by: reviewer, reason: reason, note: note, at: now)
    }
  }

  /// Issues the notice of a case that was approved while notices could not be written.
  private func issueNotice(_ visit: Visit) async throws -> Response {
    let file = try await CaseRoutes.file(visit)
    let notice = try await NoticeDesk(office: visit.office).issue(file, officer: try visit.person, at: visit.now)
    return .redirect(to: "/notices/\(notice.number)")
  }
}
