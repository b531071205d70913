public import Foundation

/// What the registry of vehicles says of a plate.
public struct RegisteredVehicle: Hashable, Sendable, Codable {
  public enum Status: String, Sendable, Codable, CaseIterable {
    case valid, expired, unregistered, stolenPlate = "stolen-plate", uninsured
  }

  public var plate: Plate
  public var status: Status
  /// Last day on which the licence, or the insurance, is valid.
  public var validUntil: Date?
  public var make: String?
  public var model: String?
  public var colour: String?
  public var keeperName: String?
  public var keeperAddress: String?

  public init(
    plate: Plate, status: Status = .valid, validUntil: Date? = nil, make: String? = nil, model: String? = nil, colour: String? = nil,
    keeperName: String? = nil, keeperAddress: String? = nil
  ) {
    self.plate = plate
    self.status = status
    self.validUntil = validUntil
    self.make = make
    self.model = model
    self.colour = colour
    self.keeperName = keeperName
    self.keeperAddress = keeperAddress
  }
}
