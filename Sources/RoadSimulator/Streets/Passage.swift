import Foundation

/// One vehicle passing one camera bank.
struct Passage: Sendable {
  var at: Date
  /// Index of the vehicle in the country.
  var vehicle: Int
  /// Index of the bank.
  var bank: Int
  /// Where it drives to, in degrees from north.
  var travelDegrees: Double
  var speedKmh: Double
  /// The rule it breaks there, where it breaks one.
  var offence: VirtualVehicle.Weakness?
}
