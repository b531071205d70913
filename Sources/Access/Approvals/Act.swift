import Crypto
public import Foundation
import TransparencyLog

/// What a person approves with a passkey: this, and nothing that only looks like it.
///
/// The challenge that the passkey signs is the hash of ``bytes``, so an approval of one act is of no use for another.
public struct Act: Sendable, Hashable, Codable {
  /// What is done, such as `warrant.approve`.
  public let verb: String
  /// What it is done with, such as a warrant's ID.
  public let subject: String
  /// Everything else that it depends on, by name: the fields of the form, and hashes of what is too long.
  public let terms: [String: String]
  public let person: UUID
  /// When the person was asked, to the second.
  public let at: Date
  /// 16 random bytes, so that no two acts are the same.
  public let nonce: Data

  static let nonceBytes = 16

  public init(_ verb: String, of subject: String, terms: [String: String] = [:], by person: UUID, at now: Date) {
    self.init(
      verb: verb, subject: subject, terms: terms, person: person, at: Date(timeIntervalSince1970: now.timeIntervalSince1970.rounded(.down)),
      nonce: SymmetricKey(size: .init(bitCount: Self.nonceBytes * 8)).withUnsafeBytes { Data($0) })
  }

  init(verb: String, subject: String, terms: [String: String], person: UUID, at: Date, nonce: Data) {
    self.verb = verb
    self.subject = subject
    self.terms = terms
    self.person = person
    self.at = at
    self.nonce = nonce
  }

  /// The one way to write it (RFC 8785): `{"at":…,"nonce":…,"person":…,"subject":…,"terms":{…},"verb":…}`.
  public var bytes: Data { json.bytes }

  /// SHA-256 of ``bytes``.
  public var hash: Data { Data(SHA256.hash(data: bytes)) }

  /// Whether the same is to be done by the same person, whenever they were asked.
  public func saysTheSame(as other: Act) -> Bool {
    (verb, subject, person) == (other.verb, other.subject, other.person) && terms == other.terms
  }
}
