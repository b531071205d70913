import Foundation
import Storage

/// Whether what was done reaches the public log.
struct OutboxExamination: Examination {
  static let name = "outbox"
  /// The running server carries entries within a second.
  private static let patience: TimeInterval = 300

  let store: Store
  let now: @Sendable () -> Date

  struct Facts: Sendable {
    var waiting: Int
    var oldest: Date?
    var now: Date
  }

  func facts() throws -> Facts {
    let state = try store.outboxState()
    return Facts(waiting: state.count, oldest: state.oldest, now: now())
  }

  func findings(_ facts: Facts) -> [Finding] {
    guard let oldest = facts.oldest, facts.now.timeIntervalSince(oldest) > Self.patience else { return [holds("Whatever was done stands in the public log.")] }
    let what = Wording.count(facts.waiting, "entry", "entries")
    return [
      fails(
        "\(what) of the public log could not be written for \(Wording.span(facts.now.timeIntervalSince(oldest))).",
        "Start the server; where it runs, its own log says what is wrong.")
    ]
  }
}
