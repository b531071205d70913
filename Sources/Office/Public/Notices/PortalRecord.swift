import Enforcement
import Foundation
import Sealing
import Storage
import Traffic

/// Writes down what a keeper looked at or answered: into the case's custody, and as an audit record.
struct PortalRecord: Sendable {
  static let opened = "Opened by the keeper with the notice’s access code"
  /// Looks within this time are one, so that a page that is loaded again and again does not bury the case.
  private static let together: TimeInterval = 15 * 60

  let desk: PublicDesk
  let notice: Notice
  let source: RequestSource

  /// Notes that the keeper looks, before they see anything.
  func look(at now: Date) async throws {
    try await entering(.disclosure, detail: nil, at: now) {
      guard let file = try await desk.parts.store.case(notice.caseID), !wasOpened(file, at: now) else { return }
      do {
        try await desk.parts.store.change(file.id, expecting: file.state) { $0.remark(Self.opened, by: Case.keeper, at: now) }
      } catch StorageFault.changedMeanwhile {
        // Somebody decided in this very moment; the audit record says that the keeper looked.
      }
    }
  }

  /// Carries out an answer of the keeper's, with its record in the same transaction.
  /// - Returns: the case as it is then.
  func answer(_ detail: String, at now: Date, _ change: @escaping @Sendable (inout Case) throws -> Void) async throws -> Case {
    try await entering(.alteration, detail: detail, at: now) {
      guard let file = try await desk.parts.store.case(notice.caseID) else { throw StorageFault.notFound("This case") }
      return try await desk.parts.store.change(file.id, expecting: file.state, change)
    }
  }

  private func wasOpened(_ file: Case, at now: Date) -> Bool {
    file.timeline.contains { $0.what == Self.opened && now.timeIntervalSince($0.at) < Self.together }
  }

  /// - Parameter work: what it writes to the store takes the record along; where it writes nothing, the record is entered by itself.
  private func entering<Value: Sendable>(
    _ act: AuditRecord.Act, detail: String?, at now: Date, _ work: @Sendable () async throws -> Value
  ) async throws -> Value {
    let trail = AuditTrail(
      AuditRecord(
        at: now, actor: .keeper, organisation: desk.parts.configuration.sealing.installation.rawValue, act: act, subject: .notice,
        reference: notice.number, detail: detail, source: source.text))
    let value = try await AuditTrail.$current.withValue(trail) { try await work() }
    if !trail.isEntered { try await desk.parts.store.enter(trail.record) }
    return value
  }
}
