public import Foundation

/// Somebody's signature of a warrant, as a browser or the command line makes it.
public struct WarrantSignature: Codable, Hashable, Sendable {
  /// The signer's approval name.
  public var person: String
  /// Ed25519 public key, 32 bytes.
  public var key: Data
  /// Of the warrant's challenge, 64 bytes.
  public var signature: Data

  public init(person: String, key: Data, signature: Data) {
    self.person = person
    self.key = key
    self.signature = signature
  }
}
