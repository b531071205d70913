public import Traffic

extension RejectReason {
  /// What reviewers read in the list of reasons.
  public var label: String {
    switch self {
    case .blurred: "Blurred"
    case .tooDark: "Too dark"
    case .glare: "Glare"
    case .plateDamaged: "Plate damaged"
    case .plateCutOff: "Plate cut off"
    case .plateObstructed: "Plate obstructed"
    case .plateAbsent: "Plate absent"
    case .trailerPlate: "Trailer plate"
    case .pictureMissing: "Picture missing"
    case .twoVehicles: "Two vehicles in frame"
    case .vehicleMismatch: "Vehicle and plate do not match"
    case .notInViolation: "Not in violation"
    case .belowTolerance: "Below tolerance"
    case .signalUnclear: "Signal state unclear"
    case .limitUnclear: "Limit unclear"
    case .emergencyVehicle: "Emergency vehicle"
    case .escort: "Funeral or escort"
    case .makingWay: "Making way"
    case .directedByOfficer: "Directed by an officer"
    case .dealerPlate: "Dealer or transit plate"
    case .foreignPlate: "Foreign plate without reciprocity"
    case .outOfCalibration: "Device out of calibration"
    case .clockOutOfBound: "Clock out of bound"
    case .signatureInvalid: "Signature invalid"
    case .duplicate: "Duplicate"
    case .statuteExpired: "Statute clock expired"
    case .clonedPlate: "Cloned plate suspected"
    case .other: "Other"
    }
  }

  /// Whether the reason says nothing without a note.
  public var needsNote: Bool { self == .other }
}
