public import Foundation

/// What the server keeps of one warrant, from its request to what it opened. Plates and names stand in it, so it rests encrypted.
///
/// Warrant and signatures are kept as the bytes that were signed: what they say is read from them, never from a copy.
public struct WarrantDossier: Codable, Hashable, Sendable, Identifiable {
  public let id: UUID
  /// The person who asked, and what colleagues call them.
  public let requestedBy: UUID
  public let requesterName: String
  public let requestedAt: Date
  /// `W` of the design: canonical JSON.
  public let warrant: Data
  /// `r`: 32 random bytes that open the commitment.
  public let opening: Data
  /// `HMAC(r, W)`: all that the public log holds of it.
  public let commitment: Data
  public var state: WarrantState
  /// The requester's first.
  public var approvals: [Signature]
  /// One for each keyholder once they are asked, in the order of their names.
  public var holders: [HolderStanding]
  /// How many passes were found; `nil` until the tokens were looked up.
  public var hitCount: Int?
  /// When its terms were made public; `nil` before.
  public var unsealedAt: Date?
  /// What happened, the oldest first.
  public var history: [Event]

  public init(
    id: UUID = UUID(), requestedBy: UUID, requesterName: String, requestedAt: Date, warrant: Data, opening: Data, commitment: Data,
    approval: Signature
  ) {
    self.id = id
    self.requestedBy = requestedBy
    self.requesterName = requesterName
    self.requestedAt = requestedAt
    self.warrant = warrant
    self.opening = opening
    self.commitment = commitment
    state = .requested
    approvals = [approval]
    holders = []
    history = [Event(at: requestedAt, what: "Requested", by: requesterName)]
  }

  /// One person's signature of the warrant.
  public struct Signature: Codable, Hashable, Sendable {
    /// The name that policies of keyholders know the person by.
    public var person: String
    public var name: String
    /// Ed25519, 32 bytes: the key that was registered when it was made.
    public var key: Data
    /// Over the warrant's challenge, 64 bytes.
    public var signature: Data
    public var at: Date

    public init(person: String, name: String, key: Data, signature: Data, at: Date) {
      self.person = person
      self.name = name
      self.key = key
      self.signature = signature
      self.at = at
    }
  }

  /// Something that happened to it, in words for people.
  public struct Event: Codable, Hashable, Sendable {
    public var at: Date
    public var what: String
    /// Who did it; `nil` for the server.
    public var by: String?

    public init(at: Date, what: String, by: String? = nil) {
      self.at = at
      self.what = what
      self.by = by
    }
  }

  /// Moves it on, and writes down why.
  public mutating func move(to next: WarrantState, at instant: Date, _ what: String, by person: String? = nil) {
    state = next
    history.append(Event(at: instant, what: what, by: person))
  }
}
