public import Foundation

/// Where passkeys rest. A credential ID belongs to one passkey, whoever's it is.
public protocol PasskeyStore: Sendable {
  func passkey(id: Data) async throws -> Passkey?
  /// A person's passkeys, oldest first.
  func passkeys(of person: UUID) async throws -> [Passkey]
  /// Adds a passkey.
  /// - Throws: ``PasskeyFault/alreadyKnown`` or ``PasskeyFault/tooMany``.
  func add(_ passkey: Passkey) async throws
  /// Uses a link up and adds a passkey, in one step: neither happens without the other.
  /// - Returns: The person whose both are; `nil` where the link is unknown, used, expired or somebody else's.
  func enrol(_ passkey: Passkey, link hash: Data, at now: Date) async throws -> Person?
  /// Writes down a use, in one step with the look at the last one, so that of two uses with one count only one holds.
  /// - Returns: Whether the passkey is still there and the count could follow the last one (``Passkey/canCount(to:)``).
  func noteUse(of passkey: Passkey) async throws -> Bool
  /// - Returns: Whether there was one.
  func rename(passkey id: Data, of person: UUID, to name: String) async throws -> Bool
  /// - Returns: Whether there was one.
  func remove(passkey id: Data, of person: UUID, at now: Date) async throws -> Bool
}
