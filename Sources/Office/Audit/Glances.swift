import Foundation
import Storage

/// Looks that a page takes by the dozen. The first one is entered, and counts for five minutes for everything of the same kind and thing that the
/// same person looks at; all of them wait until it is on the disk.
actor Glances {
  private static let span: TimeInterval = 300
  /// With more than this many remembered, those that are over are forgotten.
  private static let manyRemembered = 500

  private struct Key: Hashable {
    var person: UUID?
    var subject: AuditRecord.Subject
    var reference: String?
  }

  private struct Glance {
    var at: Date
    var entering: Task<Void, any Error>
  }

  private let store: Store
  /// Owned by this actor.
  private var recent: [Key: Glance] = [:]

  init(store: Store) { self.store = store }

  /// Enters a look, or waits for the one that counts for it.
  func enter(_ record: AuditRecord) async throws {
    let key = Key(person: record.actor.person, subject: record.subject, reference: record.reference)
    if let known = recent[key], isRecent(known, at: record.at) { return try await known.entering.value }
    if recent.count > Self.manyRemembered { recent = recent.filter { isRecent($0.value, at: record.at) } }
    let entering = Task { [store] in try await store.enter(record) }
    recent[key] = Glance(at: record.at, entering: entering)
    do {
      try await entering.value
    } catch {
      recent[key] = nil
      throw error
    }
  }

  private func isRecent(_ glance: Glance, at now: Date) -> Bool { abs(now.timeIntervalSince(glance.at)) < Self.span }
}
