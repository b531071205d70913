import Foundation
import TransparencyLog

extension PublicLog {
  /// All entries that bear a time from an instant on, the oldest first.
  func entries(since start: Date) async throws -> [LogEntry] { try await loggedEntries(since: start).map(\.entry) }

  /// All entries that bear a time from an instant on, with their places.
  func loggedEntries(since start: Date) async throws -> [LoggedEntry] {
    var found: [LoggedEntry] = []
    for shard in shards() { found += try await shard.index.entries(since: start) }
    return found
  }

  /// What was added after a place, for whoever follows the log.
  /// - Parameter place: the last one that is known; `nil` for all.
  func loggedEntries(after place: LogPlace?) async throws -> [LoggedEntry] {
    let shards = shards()
    let first = place.flatMap { place in shards.firstIndex { $0.name == place.shard } } ?? 0
    var found: [LoggedEntry] = []
    for (number, shard) in shards.enumerated().dropFirst(first) {
      found += try await shard.index.entries(from: number == first ? place.map { $0.index + 1 } ?? 0 : 0)
    }
    return found
  }

  /// The proof that the entry at a place is in the log.
  /// - Throws: ``TransparencyFault/unusable(_:)`` for a shard that there is not, or what the log throws.
  func proof(at place: LogPlace) async throws -> TlogProof {
    guard let shard = shards().first(where: { $0.name == place.shard }) else { throw TransparencyFault.unusable("There is no shard \(place.shard).") }
    return try await shard.log.proof(of: place.index)
  }
}
