import Foundation
import Synchronization

/// What the doctor found last, for the pages and the log.
final class HealthBoard: Sendable {
  /// Written by ``DoctorRounds`` alone; guarded by its mutex.
  private let last = Mutex<Diagnosis?>(nil)

  var diagnosis: Diagnosis? { last.withLock { $0 } }

  func show(_ diagnosis: Diagnosis) { last.withLock { $0 = diagnosis } }
}
