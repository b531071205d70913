import Access
import Enforcement
import Foundation
import Hummingbird
import Storage
import Traffic
import WebReception

/// Notices: the list, and each as it is printed.
struct NoticeRoutes: Sendable {
  private static let pageLength = 50

  var routes: [Route] {
    [
      .get("/notices", .needs(.readNotices), .look(.notices)) { visit in try await list(visit) },
      .get("/notices/{number}", .needs(.readNotices), .look(.notice)) { visit in try await page(visit) },
      .get("/notices/{number}/media/{item}", .needs(.readNotices), .glances(.pictures)) { visit in
        let id = try visit.uuid("item", "picture")
        let file = try await Self.file(visit)
        guard let item = file.evidence.items.first(where: { $0.id == id && $0.isPicture }) else { throw PageFault.notFound("picture") }
        return try await EvidenceAnswer(visit: visit).view(file.exhibit(item))
      },
      .get("/notices/{number}/plate", .needs(.readNotices), .glances(.pictures)) { visit in
        let file = try await Self.file(visit)
        return try await EvidenceAnswer(visit: visit).closeUp(file.evidence.closeUp.map(file.exhibit))
      },
    ]
  }

  private func list(_ visit: Visit) async throws -> Response {
    let beat = visit.beat
    let numbers = try await visit.office.ledger.all(within: visit.area).map(\.number)
    let start = visit.query["after"].flatMap { numbers.firstIndex(of: $0) }.map { $0 + 1 } ?? 0
    let end = min(start + Self.pageLength, numbers.count)
    var rows: [(notice: Notice, state: CaseState)] = []
    for notice in try beat.notices(limit: Self.pageLength, after: start == 0 ? nil : numbers[start - 1]) {
      rows.append((notice, try await beat.case(notice.caseID)?.state ?? .closed))
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
    let file = try await visit.beat.case(notice.caseID)
    let model = NoticePage(
      notice, file: file, hidden: await hidden(in: file, visit), authority: visit.office.parts.configuration.rules.authority,
      portal: visit.office.parts.configuration.publicPage.address + "/notice", surroundings: visit.surroundings)
    return try await visit.office.page(.notice, model, title: "Notice \(notice.number)", at: .notices, for: visit)
  }

  /// What each picture hides, because a printed page cannot ask later. A picture that is not there any more hides nothing.
  private func hidden(in file: Case?, _ visit: Visit) async -> [UUID: String] {
    guard let file else { return [:] }
    var captions: [UUID: String] = [:]
    for item in file.evidence.items where item.isPicture {
      captions[item.id] = try? await visit.office.darkroom.caption(for: file.exhibit(item))
    }
    return captions
  }

  private static func notice(_ visit: Visit) throws -> Notice {
    guard let notice = try visit.beat.notice(try visit.parameter("number", "notice")) else { throw PageFault.notFound("notice") }
    visit.about(notice)
    return notice
  }

  /// The case of a notice, whose pictures are gone once it has been destroyed.
  private static func file(_ visit: Visit) async throws -> Case {
    guard let file = try await visit.beat.case(try notice(visit).caseID) else { throw PageFault.notFound("picture") }
    return file
  }
}
