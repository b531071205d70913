import Foundation
import Logging
import ServiceLifecycle
import Storage
import TransparencyLog

/// Carries what waits for the public log into it, in the order in which it was told, and takes it off once it stands there.
///
/// An entry that reached the log just before a crash is recognised by its bytes, in which its number stands, and is not carried twice.
actor LogCourier: Service {
  private static let lookEvery = Duration.milliseconds(250)
  /// After a failure, which the next try most often meets again.
  private static let pause = Duration.seconds(5)
  /// Entries that share a checkpoint.
  private static let atOnce = 200

  private let store: Store
  private let log: PublicLog
  private let logger: Logger
  private let news: InstallationNews
  /// Whether some of what waits may stand in the log already; owned by this actor.
  private var isUnsure = true

  init(_ parts: OfficeParts) {
    store = parts.store
    log = parts.log
    logger = parts.logger
    news = InstallationNews(parts: parts)
  }

  func run() async throws {
    await cancelWhenGracefulShutdown {
      self.news.tell()
      while !Task.isCancelled { try? await Task.sleep(for: await self.turn() ? Self.lookEvery : Self.pause) }
    }
    // Those who tell something have stopped before.
    await turn()
  }

  /// Carries everything that waits.
  /// - Returns: Whether it got there.
  @discardableResult
  func turn() async -> Bool {
    do {
      while try await carry() {}
      return true
    } catch {
      isUnsure = true
      logger.error("entries wait for the public log", metadata: ["error": "\(error)"])
      return false
    }
  }

  /// - Returns: Whether more may wait.
  private func carry() async throws -> Bool {
    let waiting = try store.outbox(limit: Self.atOnce)
    guard !waiting.isEmpty else { return false }
    var places = isUnsure ? try await known(waiting) : [:]
    let rest = waiting.filter { places[$0.number] == nil }
    var failure: (any Error)?
    // The first one alone: with it the log may have to go over into another year, and those that wait for that are not let in in their order.
    for part in [rest.prefix(1), rest.dropFirst()] where failure == nil {
      for (number, result) in await add(part) {
        switch result {
        case .success(let place): places[number] = place
        case .failure(let error): failure = error
        }
      }
    }
    try store.tookIntoLog(places.mapValues { AuditPlace(shard: $0.shard, index: $0.index) })
    if let failure { throw failure }
    isUnsure = false
    return waiting.count == Self.atOnce
  }

  /// What of it stands in the log.
  private func known(_ waiting: [Store.OutboxEntry]) async throws -> [Int: LogPlace] {
    guard let start = waiting.map(\.entry.time).min() else { return [:] }
    let logged = try await log.loggedEntries(since: start).map { ($0.entry.bytes, $0.place) }
    let places = Dictionary(logged) { first, _ in first }
    return Dictionary(waiting.compactMap { each in places[each.entry.bytes].map { (each.number, $0) } }) { first, _ in first }
  }

  /// Each is begun in the step before the next one is, so that they stand in the log in their order.
  private nonisolated func add(_ entries: ArraySlice<Store.OutboxEntry>) async -> [(Int, Result<LogPlace, any Error>)] {
    await withTaskGroup(of: (Int, Result<LogPlace, any Error>).self) { group in
      for each in entries {
        group.addImmediateTask { [log] in
          do { return (each.number, .success(try await log.add(each.entry))) } catch { return (each.number, .failure(error)) }
        }
      }
      return await group.reduce(into: []) { $0.append($1) }
    }
  }
}
