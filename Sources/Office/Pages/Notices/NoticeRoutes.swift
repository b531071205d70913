import Access
import Enforcement
import Foundation
import Hummingbird
import Storage
import Traffic

/// Notices: the list, and each as it is printed.
struct NoticeRoutes: Sendable {
  private static let pageLength = 50

  var routes: [Route] {
    [
      .get("/notices", .needs(.readNotices)) { visit in try await list(visit) },
      .get("/notices/{number}", .needs(.readNotices)) { visit in try await page(visit) },
      .get("/notices/{number}/media/{item}", .needs(.readNotices)) { visit in
        let id = try visit.uuid("item", "picture")
        guard let item = try await Self.evidence(visit).items.first(where: { $0.id == id }) else { throw PageFault.notFound("picture") }
        return try await EvidenceAnswer(visit: visit).medium(item)
      },
      .get("/notices/{number}/plate", .needs(.readNotices)) { visit in
        try await EvidenceAnswer(visit: visit).closeUp(try await Self.evidence(visit))
      },
    ]
  }

  private func list(_ visit: Visit) async throws -> Response {
    let store = visit.office.parts.store
    let numbers = try await visit.office.ledger.all().map(\.number)
    let start = visit.query["after"].flatMap { numbers.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    let end = min(start + Self.pageLength, numbers.count)
    var rows: [(notice: Notice, state: CaseState)] = []
    for notice in try store.notices(limit: Self.pageLength, after: start == 0 ? nil : numbers[start - 1]) {
      rows.append((notice, try await store.case(notice.caseID)?.state ?? .closed))
    }
    let previousEnd = start - Self.pageLength - 1
    let model = NoticesPage(
      rows, before: start, total: numbers.count,
      previousHref: start == 0 ? nil : previousEnd < 0 ? "/notices" : "/notices?after=\(numbers[previousEnd])",
      nextHref: end < numbers.count ? "/notices?after=\(numbers[end - 1])" : nil, now: visit.now)
    return try await visit.office.page(.notices, model, title: "Notices", at: .notices, for: visit)
  }

  private func page(_ visit: Visit) async throws -> Response {
    let notice = try Self.notice(visit)
    let file = try await visit.office.parts.store.case(notice.caseID)
    let model = NoticePage(notice, file: file, authority: visit.office.parts.configuration.rules.authority, surroundings: visit.office.surroundings)
    return try await visit.office.page(.notice, model, title: "Notice \(notice.number)", at: .notices, for: visit)
  }

  private static func notice(_ visit: Visit) throws -> Notice {
    guard let notice = try visit.office.parts.store.notice(try visit.parameter("number", "notice")) else { throw PageFault.notFound("notice") }
    return notice
  }

  private static func evidence(_ visit: Visit) async throws -> Evidence {
    try await visit.office.parts.store.case(try notice(visit).caseID)?.evidence ?? Evidence()
  }
}
