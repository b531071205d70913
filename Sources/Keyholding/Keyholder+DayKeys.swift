import Crypto
public import Foundation
public import Sealing

extension Keyholder {
  /// Makes the day keys that are missing from today on, and gives the public halves of all of them.
  /// - Parameters:
  ///   - last: the last day; at most ``daysAhead`` days from today.
  ///   - now: the present instant.
  /// - Throws: ``KeyholdingFault/unusable(_:)`` for a day too far ahead, or a failure of the disk; no key is published that is not durable.
  public func publishDayKeys(until last: UTCDay, now: Date) throws(KeyholdingFault) -> [DayKey] {
    let today = UTCDay(containing: now)
    guard last <= today.advanced(byDays: Self.daysAhead) else {
      throw .unusable("Day keys are published up to \(Self.daysAhead) days ahead, that is until \(today.advanced(byDays: Self.daysAhead)).")
    }
    let wanted = (0...Self.daysAhead).map { today.advanced(byDays: $0) }.filter { $0 <= last }
    var new: [UTCDay: SymmetricKey] = [:]
    for day in wanted where !folder.days.contains(day) { new[day] = SymmetricKey(size: .bits256) }
    if !new.isEmpty { try folder.replaceSeeds(adding: new) }
    let noted = folder.log.days(.dayKeyPublished)
    var published: [DayKey] = []
    for day in wanted {
      guard let key = try folder.dayKey(day)?.published else { continue }
      if !noted.contains(day) {
        try folder.note(.dayKeyPublished, ["day": "\(day)", "fingerprint": key.fingerprint.base64EncodedString()], at: now)
      }
      published.append(key)
    }
    return published
  }

  /// Opens this holder's capsule of an epoch and compares it with the server's commitments.
  /// - Returns: SHA-256 of the epoch's record. Holders compare it with each other's: that all have seen one record is the other half of the check.
  /// - Throws: ``KeyholdingFault/sealing(_:)`` where the server gave this holder something else than it committed to, or
  ///   ``KeyholdingFault/refused(_:)`` where there is no key of that day; noted as `custody.failed` both times.
  public func custodyCheck(_ record: EpochRecord, now: Date) throws(KeyholdingFault) -> Data {
    let digest = Data(SHA256.hash(data: record.bytes))
    let epoch = ["epoch": record.context.bytes.base64EncodedString(), "record": digest.base64EncodedString()]
    do {
      guard let key = try folder.dayKey(record.context.day) else { throw KeyholdingFault.refused(.noKey(record.context.day)) }
      _ = try HolderOpening(record, with: key).holder
    } catch {
      let fault = (error as? SealingFault).map { KeyholdingFault.sealing($0) } ?? error as? KeyholdingFault ?? .openAgain
      try folder.note(.custodyFailed, epoch, at: now)
      throw fault
    }
    try folder.note(.custodyOK, epoch, at: now)
    return digest
  }

  /// Destroys a day's key, for ever: takes it out of the day keys' file, writes that under a new key and overwrites the old one. What was
  /// sealed on that day becomes noise once so many holders did this that fewer than k have theirs.
  /// - Throws: ``KeyholdingFault/unusable(_:)`` for a day that is not over, because passes are still being sealed to its key, and for one that
  ///   is held.
  public func destroy(_ day: UTCDay, now: Date) throws(KeyholdingFault) {
    guard day < UTCDay(containing: now) else { throw .unusable("\(day) is not over. A day's key is destroyed after the day.") }
    guard folder.days.contains(day) else { throw .refused(.noKey(day)) }
    guard !folder.isHeld(day) else { throw .unusable("\(day) is on legal hold. Lift the hold first, if whoever ordered it agrees.") }
    try folder.replaceSeeds(removing: [day])
    try noteDestroyed(now)
  }

  /// Whether ``turnDay(now:)`` is due: it was not done on this day since the folder was opened.
  public func isTurnDue(at now: Date) -> Bool { turnedOn != UTCDay(containing: now) }

  /// The daily work: destroys every day whose retention is over and that is not held, and replaces the key of the day keys' file even where
  /// there is none.
  /// - Returns: the days that were destroyed.
  public func turnDay(now: Date) throws(KeyholdingFault) -> [UTCDay] {
    let today = UTCDay(containing: now)
    let over = folder.days.filter { $0.advanced(byDays: policy.retentionDays) < today && !folder.isHeld($0) }
    try folder.replaceSeeds(removing: Set(over))
    try noteHolds(now)
    try noteDestroyed(now)
    turnedOn = today
    return over
  }

  /// Notes the days whose keys are gone, also those that were destroyed when the machine stopped before they could be noted: a destruction
  /// that did not happen must never stand in the log, so it is noted afterwards.
  private func noteDestroyed(_ now: Date) throws(KeyholdingFault) {
    let gone = folder.log.days(.dayKeyPublished).subtracting(folder.log.days(.dayDestroyed)).subtracting(folder.days)
    for day in gone.sorted() { try folder.note(.dayDestroyed, ["day": "\(day)"], at: now) }
  }
}
