import Access
import Enforcement
import Foundation
import Storage
import Traffic

/// Writes and issues notices.
struct NoticeDesk: Sendable {
  let office: OfficeDesk

  /// Issues the notice of an approved case, in one transaction with the case's move.
  /// - Throws: `ReviewFault` where a part of it is missing, `StorageFault.changedMeanwhile` where the case is not, or no longer, approved.
  func issue(_ file: Case, officer: Person, at now: Date) async throws -> Notice {
    guard let site = office.parts.directory.site(file.pass.site) else {
      throw ReviewFault.noticeIncomplete("the site of the case is not enrolled any more")
    }
    let writer = NoticeWriter(rulebook: office.parts.configuration.rules)
    let registered = try await keeper(of: file)
    let accessCode = AccessCode.draw()
    let notice = try await office.parts.store.issueNotice(for: file.id, at: now) { issued, number in
      issued.registered = registered
      let notice = try writer.notice(for: issued, site: site, number: number, officer: officer.name, at: now, accessCode: accessCode)
      try issued.move(to: .noticeIssued, by: officer.name, what: "Notice \(number) issued", at: now)
      return notice
    }
    await office.ledger.add(notice, at: file.pass.site)
    return notice
  }

  /// What the registry says of the plate that review settled on; the answer from capture where that was the plate then.
  private func keeper(of file: Case) async throws -> RegisteredVehicle? {
    guard let settled = file.settledPlate, settled != file.registered?.plate else { return file.registered }
    return try await office.parts.store.vehicle(with: settled) ?? file.registered
  }
}
