public import Foundation

/// Everything that the front door needs of a store.
public typealias EntranceStore = PersonStore & PasskeyStore & ApprovalStore & RecoveryStore

/// Where people, links and sessions rest. Tokens never arrive here, only their hashes.
public protocol PersonStore: Sendable {
  /// Adds a person. Throws where the ID is taken.
  func add(_ person: Person) async throws
  func person(_ id: UUID) async throws -> Person?
  /// Everyone, by name.
  func people() async throws -> [Person]
  /// Replaces a person. Throws where there is none with that ID.
  func update(_ person: Person) async throws

  /// Keeps a one-time link. Older links of the same person stop working.
  func saveLink(hash: Data, person: UUID, expiresAt: Date) async throws
  /// Uses a link up, in one step, so that two who present it at once do not both come in.
  /// - Returns: The person it is for; `nil` where the link is unknown, used or expired.
  func redeemLink(hash: Data, at now: Date) async throws -> Person?

  /// Whose link it is; it stays good.
  /// - Returns: `nil` where the link is unknown, used or expired.
  func linkOwner(hash: Data, at now: Date) async throws -> Person?

  func saveSession(_ session: Session) async throws
  func session(hash: Data) async throws -> Session?
  /// A person's sessions, ended ones that nobody has cleared away yet among them.
  func sessions(of person: UUID) async throws -> [Session]
  /// Notes that a session was used.
  func touchSession(hash: Data, at now: Date) async throws
  func endSession(hash: Data) async throws
  /// Ends every session of a person and every link that waits for them.
  func endSessions(of person: UUID) async throws
}
