import Crypto
import Foundation
import Storage
import TransparencyLog

/// What of a shard's entries is found again without reading all of them. Made from the log itself, which it follows.
actor LogShardIndex {
  /// How many entries are read at once.
  private static let stride = 1024

  private nonisolated let shard: String
  private nonisolated let log: TransparencyLog
  /// Owned by this actor, as what follows: how many entries it has followed.
  private var size = 0
  /// For each ``stride`` of entries the latest time that one of them bears.
  private var latest: [Date] = []
  /// Where a warrant's commitment stands.
  private var places: [Data: Int] = [:]
  /// SHA-256 of every warrant's entry, so that one which is handed over again after a crash is not written twice.
  private var known: Set<Data> = []

  init(shard: String, log: TransparencyLog) {
    self.shard = shard
    self.log = log
  }

  /// Where the request of a warrant stands; `nil` where it does not.
  func place(of commitment: Data) async throws -> Int? {
    try await follow()
    return places[commitment]
  }

  /// Whether an entry about a warrant stands there already, byte for byte.
  func holds(_ entry: LogEntry) async throws -> Bool {
    try await follow()
    return known.contains(Self.digest(entry))
  }

  /// Entries that bear a time from an instant on.
  func entries(since start: Date) async throws -> [LoggedEntry] {
    try await follow()
    var found: [LoggedEntry] = []
    for (number, time) in latest.enumerated() where time >= start {
      let first = number * Self.stride
      found += try await read(first..<min(size, first + Self.stride)).filter { $0.entry.time >= start }
    }
    return found
  }

  /// Entries from a place on.
  func entries(from first: Int) async throws -> [LoggedEntry] {
    let size = await log.checkpoint.size
    guard first < size else { return [] }
    return try await read(first..<size)
  }

  /// Reads what was added since the last time.
  private func follow() async throws {
    while case let end = await log.checkpoint.size, size < end {
      let start = size
      let read = try await read(start..<min(end, (start / Self.stride + 1) * Self.stride))
      // Another question may have come as far meanwhile.
      guard size == start else { continue }
      for each in read { remember(each.entry, at: each.place.index) }
      size = min(end, (start / Self.stride + 1) * Self.stride)
    }
  }

  /// Entries that a later version wrote, of kinds that are not known here, are passed over.
  private func read(_ range: Range<Int>) async throws -> [LoggedEntry] {
    try await log.entries(range).enumerated().compactMap { offset, bytes in
      guard let entry = try? LogEntry(bytes: bytes) else { return nil }
      return LoggedEntry(place: LogPlace(shard: shard, index: range.lowerBound + offset), entry: entry)
    }
  }

  private func remember(_ entry: LogEntry, at place: Int) {
    while latest.count <= place / Self.stride { latest.append(.distantPast) }
    latest[place / Self.stride] = max(latest[place / Self.stride], entry.time)
    guard WarrantEntry.Kind(rawValue: entry.kind.rawValue) != nil else { return }
    known.insert(Self.digest(entry))
    if entry.kind == .warrantRequested, case .text(let text)? = entry.fields["commitment"], let commitment = Data(base64Encoded: text) {
      places[commitment] = place
    }
  }

  private static func digest(_ entry: LogEntry) -> Data { Data(SHA256.hash(data: entry.bytes)) }
}
