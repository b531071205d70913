import Foundation
import Storage
import TransparencyLog

/// Whether the public log has the commitment of an audit record, checked by this server now. Whoever does not believe the server checks the proof
/// file against the log that the witnesses signed.
enum AuditProof: Sendable {
  /// On its way; this takes less than a second unless the log cannot be written.
  case waiting
  /// At its place, with an inclusion proof that leads to a signed state of so many entries.
  case included(AuditPlace, treeSize: Int, proof: TlogProof)
  /// Not what the record says: says what is wrong.
  case broken(String)
}

extension PublicLog {
  /// Looks an audit record up where it is said to stand.
  func proof(of entry: AuditEntry) async -> AuditProof {
    guard let place = entry.place else { return .waiting }
    do {
      guard let shard = shards().first(where: { $0.name == place.shard }), await place.index < shard.size,
        let logged = try await shard.log.entries(place.index..<place.index + 1).first
      else { return .broken("The log has no entry \(place.index) in the shard \(place.shard).") }
      guard Self.isOf(entry, try LogEntry(bytes: logged)) else {
        return .broken("Entry \(place.index) of the shard \(place.shard) has another commitment: the record was changed after it was entered.")
      }
      let proof = try await proof(at: LogPlace(shard: place.shard, index: place.index))
      let state = try Checkpoint(text: proof.checkpoint.text)
      guard proof.inclusion.leads(from: .leaf(logged), to: state.root) else { return .broken("The inclusion proof does not lead to the log's root.") }
      return .included(place, treeSize: state.size, proof: proof)
    } catch {
      return .broken("The log could not be read: \(error)")
    }
  }

  private static func isOf(_ entry: AuditEntry, _ logged: LogEntry) -> Bool {
    logged.kind == .auditRecorded && logged.fields["commitment"] == .bytes(entry.commitment) && logged.fields["number"] == .number(entry.number)
  }
}
