import Access
import Enforcement
import Foundation
import HTTPTypes
import Hummingbird
import Logging
import Storage
import Traffic
import WebReception

/// One decision that a reviewer sent, from the form to the next case.
struct Decision: Sendable {
  let visit: Visit
  let form: FormFields
  let file: Case
  let person: Person
  let filter: QueueFilter

  init(_ visit: Visit) async throws {
    self.visit = visit
    form = try await visit.form()
    file = try await CaseRoutes.file(visit)
    person = try visit.person
    // A queue that cannot be read any more is no reason to lose a decision.
    let clock = visit.surroundings.homeClock
    filter = (try? QueueFilter(FormFields(urlEncoded: form["queue"] ?? ""), clock: clock)) ?? QueueFilter()
  }

  /// Changes the case and leads on to the next one of the queue.
  func carryOut(_ change: @escaping @Sendable (inout Case, Reviewer, Date) throws -> Void) async throws -> Response {
    guard let expecting = form["expecting"].flatMap(CaseState.init(rawValue:)) else {
      throw PageFault.badForm("The form does not say which state of the case you saw. Open the case again.")
    }
    let next = try await next()
    let reviewer = Reviewer(person)
    let now = visit.now
    let changed: Case
    do {
      changed = try await visit.office.parts.store.change(file.id, expecting: expecting) { try change(&$0, reviewer, now) }
    } catch let fault as ReviewFault {
      return try await again(fault.message, .conflict)
    } catch StorageFault.changedMeanwhile {
      return try await again("Somebody else decided this case meanwhile. Nothing of yours was stored.", .conflict)
    }
    visit.office.parts.logger.info(
      "case decided", metadata: ["case": "\(changed.number)", "state": "\(changed.state.rawValue)", "by": "\(person.id)"])
    let said = await conclude(changed)
    return .redirect(to: "\(next.map { "/cases/\($0)" } ?? "/queue")?\(filter.query)&said=\(said.rawValue)")
  }

  /// The case's page again, with what was wrong.
  func again(_ problem: String, _ status: HTTPResponse.Status) async throws -> Response {
    try await CaseRoutes.page(of: try await CaseRoutes.file(visit), filter: filter, problem: problem, status: status, visit)
  }

  /// The case after this one, looked up before this one leaves the queue.
  private func next() async throws -> CaseID? {
    let clock = visit.surroundings.homeClock
    let queue = try await CaseQueue(filter, for: Reviewer(person), clock: clock, on: visit.beat)
    let position = queue.position(of: file.id)
    return position.next == file.id ? nil : position.next
  }

  /// Issues the notice where two people agreed, and tells the pages that listen.
  private func conclude(_ changed: Case) async -> Said {
    var latest = changed
    var said = Said(changed.state)
    if changed.state == .approved {
      do {
        _ = try await NoticeDesk(office: visit.office).issue(changed, officer: person, at: visit.now)
        latest.state = .noticeIssued
      } catch {
        // The approval stands; the notice can be issued from the case's page once the cause is gone.
        visit.office.parts.logger.error("notice not issued", metadata: ["case": "\(changed.number)", "error": "\(error)"])
        said = .noticeMissing
      }
    }
    await visit.office.tell(latest)
    return said
  }
}

extension Said {
  /// What came of a decision.
  init(_ state: CaseState) {
    switch state {
    case .rejected: self = .rejected
    case .thirdReview: self = .disagreed
    case .approved, .noticeIssued: self = .noticeIssued
    default: self = .approvedFirst
    }
  }
}
