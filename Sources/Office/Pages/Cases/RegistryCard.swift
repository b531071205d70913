import Foundation
import Traffic

/// What the registry of vehicles says of the plate.
struct RegistryCard: Sendable {
  var isFound: Bool
  var isValid: Bool
  var status: String?
  var statusLabel: String?
  var validUntilLabel: String?
  var vehicleLabel: String?
  var colourLabel: String?
  var keeperName: String?
  var keeperAddress: String?
  /// Whether the camera saw another make or colour than the registry holds.
  var isMismatch: Bool

  /// - Returns: `nil` where there is no registry to ask, or no plate to ask for.
  static func card(_ view: CaseView, clock: SiteClock) -> RegistryCard? {
    if let entry = view.registered { return RegistryCard(entry, seen: view.file.pass.vehicle, clock: clock) }
    return view.hasRegistry && view.file.pass.plate != nil ? RegistryCard() : nil
  }

  /// The registry does not hold the plate.
  private init() {
    isFound = false
    isValid = false
    isMismatch = false
  }

  init(_ entry: RegisteredVehicle, seen: Vehicle, clock: SiteClock) {
    isFound = true
    isValid = entry.status == .valid
    status = entry.status.rawValue
    statusLabel = entry.status.label
    validUntilLabel = entry.validUntil.map(clock.day)
    let name = [entry.make, entry.model].compactMap(\.self).joined(separator: " ")
    vehicleLabel = name.isEmpty ? nil : name
    colourLabel = entry.colour
    keeperName = entry.keeperName
    keeperAddress = entry.keeperAddress
    isMismatch = Self.differ(entry.make, seen.make) || Self.differ(entry.colour, seen.colour)
  }

  private static func differ(_ registered: String?, _ seen: String?) -> Bool {
    guard let registered, let seen, !registered.isEmpty, !seen.isEmpty else { return false }
    return registered.lowercased() != seen.lowercased()
  }
}

extension RegisteredVehicle.Status {
  var label: String {
    switch self {
    case .valid: "Valid"
    case .expired: "Expired"
    case .unregistered: "Not registered"
    case .stolenPlate: "Plate reported stolen"
    case .uninsured: "Not insured"
    }
  }
}
