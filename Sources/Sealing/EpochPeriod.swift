public import Foundation

/// The span of time that one epoch's keys are for.
public struct EpochPeriod: Hashable, Sendable {
  /// The lengths an epoch may have, in minutes. A shorter one leaves less to an intruder, and gives keyholders more capsules to open.
  public static let lengthsMinutes = [15, 20, 30, 60]

  public let day: UTCDay
  /// How many epochs began on the day before this one.
  public let number: UInt32
  public let opensAt: Date
  /// The first instant that no longer belongs to it.
  public let endsAt: Date

  /// The period an instant falls in.
  /// - Throws: ``SealingFault/unusable(_:)`` for a length that is not one of ``lengthsMinutes``.
  public init(containing instant: Date, lengthMinutes: Int) throws(SealingFault) {
    guard Self.lengthsMinutes.contains(lengthMinutes) else {
      throw .unusable(
        "An epoch of \(lengthMinutes) minutes is not possible; use one of \(Self.lengthsMinutes.map(String.init).joined(separator: ", ")).")
    }
    day = UTCDay(containing: instant)
    let length = Double(lengthMinutes * 60)
    let passed = (instant.timeIntervalSince(day.start) / length).rounded(.down)
    number = UInt32(passed)
    opensAt = day.start.addingTimeInterval(passed * length)
    endsAt = opensAt.addingTimeInterval(length)
  }
}
