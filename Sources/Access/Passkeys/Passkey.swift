public import Foundation

/// A credential with which its person signs in: the public half of a key that its authenticator keeps to itself.
public struct Passkey: Sendable, Codable, Hashable, Identifiable {
  /// The most that one person may have.
  public static let mostOfOnePerson = 20
  /// The longest name, in characters.
  public static let longestName = 60
  /// The longest credential ID, in bytes (WebAuthn Level 3, section 7.1, step 25).
  public static let longestID = 1023
  /// The longest public key, in bytes.
  public static let longestKey = 1024

  /// The credential ID that the authenticator chose.
  public let id: Data
  public let person: UUID
  /// What its person calls it, such as `Key on my ring`.
  public var name: String
  /// The public key in COSE form (RFC 9052).
  public let key: Data
  /// How often it was used, where the authenticator counts; 0 where it does not.
  public var counter: UInt32
  /// Whether it may be copied to other devices (BE).
  public let isBackupEligible: Bool
  /// Whether it has been (BS).
  public var isBackedUp: Bool
  /// How browsers reach it, in their words, such as `usb`; they are told again when they are to use it.
  public var transports: [String]
  public let createdAt: Date
  public var lastUsedAt: Date?

  public init(
    id: Data, person: UUID, name: String, key: Data, counter: UInt32, isBackupEligible: Bool, isBackedUp: Bool, transports: [String] = [],
    createdAt: Date, lastUsedAt: Date? = nil
  ) {
    self.id = id
    self.person = person
    self.name = name
    self.key = key
    self.counter = counter
    self.isBackupEligible = isBackupEligible
    self.isBackedUp = isBackedUp
    self.transports = transports
    self.createdAt = createdAt
    self.lastUsedAt = lastUsedAt
  }
}
