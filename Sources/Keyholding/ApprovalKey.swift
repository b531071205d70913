import Crypto
public import Foundation

/// With whose key a warrant may be approved: a line of the keyholder's policy.
public struct ApprovalKey: Hashable, Sendable {
  /// How somebody proves who they are.
  public enum Proof: Hashable, Sendable {
    /// An Ed25519 key, 32 bytes: for the command line.
    case ed25519(Data)
    /// A passkey: its P-256 public key (65 bytes, X9.63), the relying party, and the origin of the page it is used on.
    case passkey(publicKey: Data, relyingParty: String, origin: String)
  }

  public let person: PersonName
  public let proof: Proof

  public init(person: PersonName, proof: Proof) {
    self.person = person
    self.proof = proof
  }

  /// Whether an approval is this person's word for this very warrant, given with this key.
  public func accepts(_ approval: Approval, of warrant: Warrant) -> Bool { accepts(approval, challenge: warrant.challenge) }

  private func accepts(_ approval: Approval, challenge: Data) -> Bool {
    guard approval.person == person else { return false }
    switch (proof, approval.evidence) {
    case (.ed25519(let key), .signature(let signature)):
      guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: key) else { return false }
      return key.isValidSignature(signature, for: challenge)
    case (.passkey(let key, let relyingParty, let origin), .assertion(let assertion)):
      guard let key = try? P256.Signing.PublicKey(x963Representation: key) else { return false }
      return assertion.isValid(for: challenge, key: key, relyingParty: relyingParty, origin: origin)
    default: return false
    }
  }
}
