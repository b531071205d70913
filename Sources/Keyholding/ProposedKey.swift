public import Foundation
import Traffic
import TransparencyLog

/// A key that somebody wants to approve warrants with, as the server handed it on. It counts for nothing until the keyholder has compared its
/// fingerprint with the person and trusts it.
public struct ProposedKey: Hashable, Sendable {
  public let person: PersonName
  /// As people write it, such as `Nodira Karimova`.
  public let name: String
  /// Ed25519, 32 bytes.
  public let key: Data
  public let proposedAt: Date

  /// - Throws: ``KeyholdingFault/unusable(_:)`` for a name or key that cannot be.
  public init(person: PersonName, name: String, key: Data, proposedAt: Date) throws(KeyholdingFault) {
    guard CanonicalFields.isPhrase(name) else { throw .unusable("A person's name is 1 to 200 bytes of plain text.") }
    guard key.count == 32 else { throw .unusable("An approval key is an Ed25519 public key: 32 bytes.") }
    self.person = person
    self.name = name
    self.key = Data(key)
    self.proposedAt = Date(timeIntervalSince1970: proposedAt.timeIntervalSince1970.rounded(.down))
  }

  /// As the policy would have it.
  public var approvalKey: ApprovalKey { ApprovalKey(person: person, proof: .ed25519(key)) }
  public var fingerprint: String { approvalKey.fingerprint }
}

extension ProposedKey {
  private static let kind = "proposed-key"

  var bytes: Data {
    CanonicalJSON.object([
      "key": .bytes(key), "kind": .text(Self.kind), "name": .text(name), "person": .text(person.rawValue), "proposedAt": .text(proposedAt.secondText),
      "version": .number(1)
    ]).bytes
  }

  init(bytes: Data) throws(KeyholdingFault) {
    var fields = try CanonicalFields(bytes, kind: Self.kind, limit: 4096)
    try self.init(
      person: fields.name("person", PersonName.self), name: fields.phrase("name"), key: fields.bytes("key"), proposedAt: fields.instant("proposedAt"))
    try fields.finish()
  }
}
