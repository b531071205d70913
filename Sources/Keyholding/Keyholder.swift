public import Crypto
public import Foundation
public import Sealing

/// One who holds a share of the keys: makes a key for each day, checks that the server kept its word, answers warrants or refuses them, and
/// destroys the day's key when its time has come. Nothing leaves it that does not stand in its counter-log before.
public actor Keyholder {
  /// How many days ahead day keys may be published.
  public static let daysAhead = 14
  /// scrypt's N for new identities.
  public static let scryptRounds = 1 << 17

  public nonisolated let holder: HolderID
  /// What servers pin in their configuration.
  public nonisolated let identity: Curve25519.Signing.PublicKey
  /// What it allows; its own, and no server's.
  public internal(set) var policy: Policy
  /// Owned by this actor, as everything that follows.
  var transparency: any TransparencyProof
  var folder: KeyholderFolder
  /// By commitment.
  var kept: [Data: KeptRequest]
  var proposed: [ProposedKey]
  /// On which day the day was turned last; `nil` since the start.
  var turnedOn: UTCDay?
  private nonisolated let sealedIdentity: SealedIdentity

  /// Makes a new keyholder in a folder of its own.
  /// - Parameters:
  ///   - keyFolder: where the key of the day keys' file is to lie; `nil` for the folder itself. No backup may reach it.
  ///   - passphrase: twelve characters or more. Whoever loses it loses the keys.
  /// - Throws: ``KeyholdingFault``.
  public static func create(in folder: URL, keyFolder: URL? = nil, named holder: HolderID, passphrase: String) throws(KeyholdingFault) {
    try KeyholderFolder.create(
      folder, keyFolder: keyFolder ?? folder, holder: holder, passphrase: passphrase, scryptRounds: scryptRounds, disk: LocalKeyholderDisk())
  }

  /// Opens a keyholder's folder. One process at a time.
  /// - Parameters:
  ///   - policy: this keyholder's own.
  ///   - transparency: how it checks that a warrant stands in the public log.
  /// - Throws: ``KeyholdingFault/wrongPassphrase``, ``KeyholdingFault/inUse``, ``KeyholdingFault/damaged(_:)`` and others.
  public init(
    opening folder: URL, keyFolder: URL? = nil, passphrase: String, policy: Policy, transparency: any TransparencyProof
  ) throws(KeyholdingFault) {
    try self.init(
      opening: folder, keyFolder: keyFolder ?? folder, passphrase: passphrase, policy: policy, transparency: transparency,
      disk: LocalKeyholderDisk())
  }

  package init(
    opening folder: URL, keyFolder: URL, passphrase: String, policy: Policy, transparency: any TransparencyProof, disk: any KeyholderDisk
  ) throws(KeyholdingFault) {
    let folder = try KeyholderFolder(folder, keyFolder: keyFolder, passphrase: passphrase, disk: disk)
    holder = folder.holder
    identity = folder.identity.publicKey
    self.policy = policy
    self.transparency = transparency
    kept = try Self.requests(on: folder.shelf)
    proposed = try Self.proposals(on: folder.shelf)
    sealedIdentity = folder.sealedIdentity
    self.folder = folder
  }

  /// For tests: a cheaper passphrase, a disk that fails.
  package static func create(
    in folder: URL, keyFolder: URL, named holder: HolderID, passphrase: String, scryptRounds: Int, disk: (any KeyholderDisk)? = nil
  ) throws(KeyholdingFault) {
    try KeyholderFolder.create(
      folder, keyFolder: keyFolder, holder: holder, passphrase: passphrase, scryptRounds: scryptRounds, disk: disk ?? LocalKeyholderDisk())
  }

  /// Everything it did, the oldest first.
  public var counterLog: [CounterLogEntry] { folder.log.entries }

  /// SHA-256 of the counter-log's last line: to be noted elsewhere, so that a log cut short shows.
  public var counterLogHead: Data { folder.log.head }

  /// Whether this is the passphrase that the keyholder was made with. Takes the half second and the memory that guessing is meant to take.
  public nonisolated func opens(with passphrase: String) -> Bool { (try? sealedIdentity.open(passphrase)) != nil }

  /// The largest state of the log that a request was shown in; `nil` before the first.
  public var seenTree: LoggedTree? { folder.ledger.trees.last }

  /// What it saw last of each log.
  public var seenTrees: [LoggedTree] { folder.ledger.trees }

  /// The days there are keys of, in order.
  public var days: [UTCDay] { folder.days }
}
