import Crypto
public import Foundation
public import Sealing

/// Keyholders that exist in memory alone: for benchmarks, whose passes nobody need ever open.
public struct BenchKeyholders: Sendable {
  /// The server they hold keys for.
  public let installation: InstallationID
  public let holders: HolderSet
  private let identities: [HolderID: Curve25519.Signing.PrivateKey]

  /// Two of three, as is the default.
  /// - Throws: `SealingFault` where the set cannot be.
  public init() throws(SealingFault) {
    holders = try HolderSet(["court", "data-protection", "inspectorate"].map(HolderID.init(unchecked:)), threshold: 2)
    installation = InstallationID(unchecked: "bench")
    identities = Dictionary(uniqueKeysWithValues: holders.holders.map { ($0, Curve25519.Signing.PrivateKey()) })
  }

  /// Each holder's name with the 32 bytes that a server's configuration pins.
  public var pinned: [(name: HolderID, identity: Data)] {
    holders.holders.compactMap { holder in identities[holder].map { (holder, $0.publicKey.rawRepresentation) } }
  }

  /// New keys of all holders for a day.
  public func dayKeys(for day: UTCDay) throws(SealingFault) -> [DayKeyPair] {
    var keys: [DayKeyPair] = []
    for (holder, identity) in identities { keys.append(try DayKeyPair(holder: holder, day: day, signedWith: identity)) }
    return keys
  }

  /// What a holder's answers are signed with.
  func identity(of holder: HolderID) -> Curve25519.Signing.PrivateKey? { identities[holder] }
}
