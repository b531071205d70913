import Foundation
import Storage

/// The public log, as warrants need it.
protocol WarrantLog: Sendable {
  /// Appends an entry; durable on return. An entry that stands there already, byte for byte, need not be written a second time: after a crash one
  /// may be handed over again.
  func append(_ entry: WarrantEntry) async throws
  /// The name of the log that holds the `warrant.requested` with this commitment: each year has one of its own.
  func origin(of commitment: Data) async throws -> String
  /// The proof that a `warrant.requested` with this commitment stands in the log, as the keyholders' ``TransparencyProof`` reads it.
  /// - Parameter size: the tree of that log that the keyholder has seen; 0 for none.
  func proof(of commitment: Data, since size: Int) async throws -> Data
}
