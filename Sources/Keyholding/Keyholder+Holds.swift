public import Foundation
public import Sealing

extension Keyholder {
  /// The days that are held, in order.
  public var holds: [DayHold] { folder.holds }

  /// Keeps a day's key beyond its retention, until the hold is lifted. Every holder whose key is needed has to hold the day.
  /// - Parameter reason: such as the number of the order; never a plate.
  /// - Throws: ``KeyholdingFault/refused(_:)`` where there is no key of the day, ``KeyholdingFault/unusable(_:)`` without a reason or where the
  ///   day is held already.
  public func hold(_ day: UTCDay, reason: String, now: Date) throws(KeyholdingFault) {
    let hold = try DayHold(day: day, reason: reason, since: now)
    guard folder.days.contains(day) else { throw .refused(.noKey(day)) }
    guard !folder.isHeld(day) else { throw .unusable("\(day) is held already. Lift the hold first to give another reason.") }
    try folder.write((folder.holds + [hold]).sorted { $0.day < $1.day })
    try noteHolds(now)
  }

  /// Ends a hold. A day whose retention is over is destroyed when the day turns next.
  /// - Throws: ``KeyholdingFault/unusable(_:)`` for a day that is not held.
  public func lift(_ day: UTCDay, now: Date) throws(KeyholdingFault) {
    guard folder.isHeld(day) else { throw .unusable("\(day) is not held.") }
    try folder.write(folder.holds.filter { $0.day != day })
    try noteHolds(now)
  }

  /// Notes what changed, also what changed when the machine stopped before it could be noted.
  func noteHolds(_ now: Date) throws(KeyholdingFault) {
    let held = Set(folder.holds.map { "\($0.day)" })
    var noted: Set<String> = []
    for entry in folder.log.entries {
      guard let day = entry.details["day"] else { continue }
      if entry.kind == .holdSet { noted.insert(day) }
      if entry.kind == .holdLifted { noted.remove(day) }
    }
    for day in held.subtracting(noted).sorted() { try folder.note(.holdSet, ["day": day], at: now) }
    for day in noted.subtracting(held).sorted() { try folder.note(.holdLifted, ["day": day], at: now) }
  }
}
