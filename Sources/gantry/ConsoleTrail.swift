import Foundation
import Office
import Sealing
import Storage

/// The audit record of what is done at the machine itself: whoever can start this program has the machine, and is known by the name that the
/// operating system has for them.
struct ConsoleTrail {
  private let store: Store
  private let trail: AuditTrail

  init(
    _ act: AuditRecord.Act, of subject: AuditRecord.Subject, _ reference: String? = nil, detail: String? = nil, configuration: Configuration,
    store: Store
  ) {
    self.store = store
    let now = Date()
    trail = AuditTrail(
      AuditRecord(
        at: now, zoneOffsetSeconds: TimeZone.current.secondsFromGMT(for: now), actor: .console(NSUserName()),
        organisation: configuration.sealing.installation.rawValue, act: act, subject: subject, reference: reference, detail: detail,
        source: "console"))
  }

  /// Adds what is only learned on the way.
  func note(_ change: (inout AuditRecord) -> Void) { trail.note(change) }

  /// Does it; the record is entered in the transaction that does it, or after it where nothing is written.
  func record<Value>(_ body: () throws -> Value) throws -> Value {
    do {
      let value = try AuditTrail.$current.withValue(trail) { try body() }
      try enter(.done)
      return value
    } catch {
      try enter(.failed)
      throw error
    }
  }

  /// The same of what takes its time.
  func record<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
      let value = try await AuditTrail.$current.withValue(trail) { try await body() }
      try enter(.done)
      return value
    } catch {
      try enter(.failed)
      throw error
    }
  }

  private func enter(_ outcome: AuditRecord.Outcome) throws {
    guard !trail.isEntered else { return }
    if outcome != .done { trail.note { if $0.outcome == .done { $0.outcome = outcome } } }
    try store.put(trail.record)
  }
}

extension ConfigurationOption {
  /// A trail for what is done with this server's data, and the store that it is done in.
  func trail(
    _ act: AuditRecord.Act, of subject: AuditRecord.Subject, _ reference: String? = nil, detail: String? = nil
  ) throws -> (trail: ConsoleTrail, store: Store) {
    let configuration = try configuration()
    let store = try Store(folder: configuration.data, keys: try ServerKeys.load(file: configuration.key))
    return (ConsoleTrail(act, of: subject, reference, detail: detail, configuration: configuration, store: store), store)
  }
}
