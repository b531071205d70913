public import Traffic

/// The registry of vehicles as Gantry holds it.
public protocol VehicleRegistry: Sendable {
  /// What the registry says of a plate; `nil` where it does not hold it.
  func vehicle(with plate: Plate) async throws -> RegisteredVehicle?
}
