import Foundation
import GRDB
import Synchronization

/// The audit record of something that is being done. It is entered with the first thing that is written to the store for it, in the same
/// transaction: no act is kept without its record, and no record of an act that was not kept.
public final class AuditTrail: Sendable {
  /// The trail of what this task does; what is written to the store enters it.
  @TaskLocal public static var current: AuditTrail?

  private enum Stage {
    case open, beingEntered, entered
  }

  /// Owned by this type; guarded by its mutex.
  private let state: Mutex<(record: AuditRecord, stage: Stage)>

  public init(_ record: AuditRecord) { state = Mutex((record, .open)) }

  public var record: AuditRecord { state.withLock { $0.record } }

  /// Whether the record is in the store for good.
  public var isEntered: Bool { state.withLock { $0.stage == .entered } }

  /// Adds what is only learned on the way: which case, what for.
  public func note(_ change: (inout AuditRecord) -> Void) { state.withLock { change(&$0.record) } }

  /// Enters the record with what is being written, unless that was done before.
  func enter(through store: Store, in db: Database) throws {
    let record = state.withLock { state -> AuditRecord? in
      guard state.stage == .open else { return nil }
      state.stage = .beingEntered
      return state.record
    }
    if let record { try store.enter(record, in: db) }
  }

  /// To be called when the transaction is over.
  func settle(isDurable: Bool) {
    state.withLock { state in
      if state.stage == .beingEntered { state.stage = isDurable ? .entered : .open }
    }
  }
}
