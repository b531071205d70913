import Foundation
import Keyholding
import Storage
import TransparencyLog

extension PublicLog {
  func append(_ entry: WarrantEntry) async throws {
    guard let kind = LogEntry.Kind(rawValue: entry.kind.rawValue) else { throw TransparencyFault.unusable("Entries of type \(entry.kind) are not known.") }
    let written = try LogEntry(kind, at: entry.at, entry.fields.mapValues(Self.json))
    for shard in shards() where try await shard.index.holds(written) { return }
    _ = try await append(written)
  }

  func origin(of commitment: Data) async throws -> String { try await request(of: commitment).shard.origin }

  /// - Throws: ``TransparencyFault/noQuorum`` while the entry is not published yet: its witnesses have still to sign.
  func proof(of commitment: Data, since size: Int) async throws -> Data {
    let (shard, index) = try await request(of: commitment)
    // Asked before the evidence is taken: what was published once stays so, and what is published meanwhile may still be taken unsigned.
    guard try await index < shard.publishedSize else { throw TransparencyFault.noQuorum }
    return try LoggedWarrantProof(try await shard.log.evidence(of: index, since: size)).bytes
  }

  private func request(of commitment: Data) async throws -> (shard: LogShard, index: Int) {
    for shard in shards().reversed() {
      if let index = try await shard.index.place(of: commitment) { return (shard, index) }
    }
    throw TransparencyFault.unusable("The log holds no warrant with this commitment.")
  }

  private static func json(_ value: WarrantEntry.Value) -> CanonicalJSON {
    switch value {
    case .text(let text): .text(text)
    case .number(let number): .number(number)
    case .bytes(let bytes): .bytes(bytes)
    }
  }
}
