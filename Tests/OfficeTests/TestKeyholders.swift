import Crypto
import Foundation
import Sealing
import Storage
import Traffic

@testable import Office

/// Three keyholders with their keys of the day that ``TestOffice`` lives on.
struct TestKeyholders: Sendable {
  static let shared = TestKeyholders()

  let identities = (0..<3).map { _ in Curve25519.Signing.PrivateKey() }
  let names = ["court", "data-protection", "inspectorate"].map { HolderID(rawValue: $0)! }
  let pairs: [DayKeyPair]

  init() {
    let today = UTCDay(containing: TestOffice.now)
    pairs = try! zip(names, identities).flatMap { name, identity in
      try (-1...1).map { try DayKeyPair(holder: name, day: today.advanced(byDays: $0), signedWith: identity) }
    }
  }

  var dayKeys: [DayKey] { pairs.map(\.published) }

  var sealing: Configuration.Sealing {
    Configuration.Sealing(
      installation: InstallationID(rawValue: "test")!, epochMinutes: 60, pictures: .plate,
      keyholders: zip(names, identities).map { .init(name: $0, identity: $1.publicKey.rawRepresentation) },
      holders: try! HolderSet(names, threshold: 2))
  }

  /// Opens everything that rests in an archive: what keyholders never do, and the archive alone cannot. Tokens are not asked for; the readings come
  /// from the passes that the test sent.
  func passes(in archive: PassArchive, readings: [RegionalPlate] = TestKeyholders.usual) throws -> [Pass] {
    let today = UTCDay(containing: TestOffice.now)
    var passes: [Pass] = []
    for epoch in try archive.epochs(from: today.advanced(byDays: -1), through: today.advanced(byDays: 1)) {
      for scope in epoch.scopes.keys {
        for reading in readings { passes += try open(reading, scope, epoch.record, archive) }
      }
    }
    return passes
  }

  static let usual = ["UZ", nil].map { try! RegionalPlate(region: $0, plate: Plate(canonical: "01A123BC")!) }

  private func open(_ reading: RegionalPlate, _ scope: PlateScope, _ record: EpochRecord, _ archive: PassArchive) throws -> [Pass] {
    let keys = pairs.filter { $0.published.day == record.context.day }.prefix(2)
    var parts: [SubsetPart] = []
    for key in keys {
      var opening = try HolderOpening(record, with: key)
      parts += try opening.tokenParts(for: reading, in: scope)
    }
    let token = try parts.token(of: record.holders)
    return try archive.find([TokenLookup(epoch: record.context, scope: scope, token: token)]).map { found in
      let asked = KeyRequest(pass: found.record.id, seconds: found.record.seconds, reading: reading, scope: scope)
      let answers = try keys.map { key in
        var opening = try HolderOpening(record, with: key)
        return try opening.keyParts(for: [asked])[0]
      }
      return try found.record.open(token: token, answers: answers, holders: record.holders).pass(of: found.record)
    }
  }
}
