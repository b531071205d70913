import Foundation
import Traffic

/// A vehicle of the virtual country with its keeper's life: where they live and work, and which rules they do not take seriously.
struct VirtualVehicle: Sendable {
  /// What the registry and the police know of it.
  enum Papers: String, Sendable { case valid, expired, unregistered, uninsured, stolen }

  /// A rule that the driver breaks now and then. Most have none.
  enum Weakness: Sendable, CaseIterable { case redLight, speed, seatBelt, phone }

  var plate: Plate
  var country: String
  var model: VehicleModel
  var paint: Paint
  /// Indices of sites.
  var home: Int
  var work: Int
  var papers: Papers
  var weakness: Weakness?
  /// Dirt on the plate, 0 to 1.
  var wear: Double
}
