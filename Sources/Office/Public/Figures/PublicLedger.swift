import Foundation
import TransparencyLog

/// Follows the public log as everybody sees it, and keeps the figures that it makes.
actor PublicLedger {
  /// What stands in the log up to a state that was published.
  struct State: Sendable {
    var tally: FiguresTally
    /// The shard that is written at the moment, the one that the page checks.
    var shard: LogShard
    /// Its checkpoint with all signatures, and how many entries it is over.
    var note: SignedNote
    var size: Int
    /// All shards with the sizes that were counted in, the oldest first.
    var shards: [(shard: LogShard, size: Int)]
  }

  private nonisolated let log: PublicLog
  /// Owned by this actor, as what follows.
  private var tally = FiguresTally()
  /// The last entry that was counted in.
  private var last: LogPlace?

  init(log: PublicLog) { self.log = log }

  /// Reading that is under way; who asks meanwhile gets its answer, so that figures always belong to the size that they are told with.
  private var reading: Task<State, any Error>?

  /// The figures of the newest published state. Reads only what was added since the last time.
  /// - Throws: what the log throws.
  func current() async throws -> State {
    if let reading { return try await reading.value }
    let task = Task {
      defer { reading = nil }
      return try await read()
    }
    reading = task
    return try await task.value
  }

  private func read() async throws -> State {
    // Sizes first: entries that are added meanwhile are left for the next time.
    var shards: [(shard: LogShard, size: Int)] = []
    var note: SignedNote?
    for shard in await log.shards() {
      let published = await shard.log.publishedCheckpoint
      shards.append((shard, try Checkpoint(text: published.text).size))
      note = published
    }
    guard let newest = shards.last, let note else { throw TransparencyFault.unusable("The public log has no shard.") }
    let sizes = Dictionary(uniqueKeysWithValues: shards.map { ($0.shard.name, $0.size) })
    for each in try await log.loggedEntries(after: last) {
      // In the order of the log: what follows an entry that is not published yet waits with it.
      guard each.place.index < sizes[each.place.shard, default: 0] else { break }
      tally.add(each)
      last = each.place
    }
    return State(tally: tally, shard: newest.shard, note: note, size: newest.size, shards: shards)
  }
}
