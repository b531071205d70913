public import Crypto
import Foundation
import GRDB
public import Sealing
import Traffic
import TransparencyLog

extension Store {
  /// Keeps day keys that keyholders published. One that is known already stays as it is: a holder that publishes another for the same day has lost
  /// the first, or never had it, and capsules were sealed to it.
  /// - Returns: How many were new.
  @discardableResult
  public func keep(_ keys: [DayKey]) throws -> Int {
    let instant = Self.actInstant
    return try write { db in
      try keys.reduce(0) { count, key in
        try db.execute(
          sql: "INSERT OR IGNORE INTO day_keys (day, holder, body) VALUES (?, ?, ?)",
          arguments: [key.day.description, key.holder.rawValue, key.bytes])
        guard db.changesCount == 1 else { return count }
        let fields: [String: CanonicalJSON] = [
          "day": .text(key.day.description), "holder": .text(key.holder.rawValue), "hash": .bytes(Data(SHA256.hash(data: key.bytes))),
        ]
        try Self.tell(.dayKeyPublished, at: instant, fields, in: db)
        return count + 1
      }
    }
  }

  /// The keyholders' keys for a day.
  /// - Parameter identities: each holder's pinned identity. A key that it did not sign is left out: whoever can write to the database must not be
  ///   able to have passes sealed to a key of their own.
  public func dayKeys(for day: UTCDay, signedBy identities: [HolderID: Curve25519.Signing.PublicKey]) throws -> [DayKey] {
    let rows = try read { db in
      try Row.fetchAll(db, sql: "SELECT holder, body FROM day_keys WHERE day = ? ORDER BY holder", arguments: [day.description])
    }
    return rows.compactMap { row in
      guard let holder = HolderID(rawValue: row["holder"]), let identity = identities[holder],
        let key = try? DayKey(bytes: row["body"], signedBy: identity), key.holder == holder, key.day == day
      else { return nil }
      return key
    }
  }

  /// The last day there is a key of each holder for; `nil` where none has one from a day on.
  public func lastDayWithKeys(of holders: HolderSet, from day: UTCDay) throws -> UTCDay? {
    let known = try read { db in
      try Row.fetchAll(db, sql: "SELECT day, holder FROM day_keys WHERE day >= ?", arguments: [day.description])
    }
    let holdersOf = Dictionary(grouping: known, by: { $0["day"] as String }).mapValues { Set($0.map { $0["holder"] as String }) }
    let complete = holdersOf.filter { $0.value.isSuperset(of: holders.holders.map(\.rawValue)) }.compactMap { UTCDay($0.key) }
    return complete.max()
  }

  /// Forgets keys of days before one: nothing is sealed to them any more.
  public func forgetDayKeys(before day: UTCDay) throws {
    try write { db in try db.execute(sql: "DELETE FROM day_keys WHERE day < ?", arguments: [day.description]) }
  }
}
