public import Crypto
import Foundation
import Keyholding
public import Sealing
import Storage

/// What this server lets a warrant ask for. The keyholders' policies stand above it: what they refuse is refused.
public struct WarrantTerms: Sendable {
  /// The purposes that can be chosen. Each keyholder's policy names those that it allows.
  public static let purposes = ["stolen-vehicle", "missing-person", "wanted-person", "hit-and-run", "robbery", "abduction", "homicide", "terrorism"]
  /// More plates nobody may ask for at once.
  public static let mostPlates = Policy.mostPlates
  /// How long a warrant may take from request to tokens.
  public static let validDays = 7
  /// How many days from now it is public at the latest.
  public static let unsealDays = 90

  /// How many days a warrant may cover: as many as passes are kept.
  public let longestDays: Int
  /// Who is asked, and how many of them must answer; `nil` where there are none, and so no passes.
  public let holders: HolderSet?
  /// Each keyholder's pinned identity.
  public let identities: [HolderID: Curve25519.Signing.PublicKey]

  public init(longestDays: Int, holders: HolderSet?, identities: [HolderID: Curve25519.Signing.PublicKey]) {
    self.longestDays = max(1, longestDays)
    self.holders = holders
    self.identities = identities
  }

  /// When a warrant that found nothing by then has run out.
  static func end(of dossier: WarrantDossier) -> Date { dossier.requestedAt + Double(validDays) * 86_400 }

  /// Checks what a warrant asks for.
  /// - Throws: the first thing that stands against it.
  func check(_ warrant: Warrant, now: Date) throws(WarrantFault) {
    guard holders != nil else { throw .noKeyholders }
    guard !warrant.caseNumber.allSatisfy(\.isWhitespace) else { throw .caseNumberMissing }
    guard Self.purposes.contains(warrant.purpose) else { throw .purposeUnknown }
    guard warrant.plates.count <= Self.mostPlates else { throw .tooManyPlates(warrant.plates.count) }
    guard warrant.days <= longestDays else { throw .tooLong(days: warrant.days, most: longestDays) }
    // The hour that has begun may be asked for; passes that come later are not found.
    guard warrant.to <= Date(hourSince1970: now.hourSince1970 + 1) else { throw .inTheFuture }
    guard warrant.unsealBy > now, warrant.unsealBy <= now + Double(Self.unsealDays) * 86_400 + Self.clockDifference else {
      throw .unsealByWrong
    }
  }

  /// How far the clock of a browser may be ahead.
  private static let clockDifference: TimeInterval = 600
}
