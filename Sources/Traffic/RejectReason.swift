/// Why a reviewer turns a case down (`cases.md`, reject reasons).
public enum RejectReason: String, Sendable, Codable, CaseIterable, Hashable {
  case blurred, tooDark = "too-dark", glare
  case plateDamaged = "plate-damaged", plateCutOff = "plate-cut-off", plateObstructed = "plate-obstructed", plateAbsent = "plate-absent"
  case trailerPlate = "trailer-plate", pictureMissing = "picture-missing", twoVehicles = "two-vehicles"
  case vehicleMismatch = "vehicle-mismatch", notInViolation = "not-in-violation", belowTolerance = "below-tolerance"
  case signalUnclear = "signal-unclear", limitUnclear = "limit-unclear"
  case emergencyVehicle = "emergency-vehicle", escort, makingWay = "making-way", directedByOfficer = "directed-by-officer"
  case dealerPlate = "dealer-plate", foreignPlate = "foreign-plate"
  case outOfCalibration = "out-of-calibration", clockOutOfBound = "clock-out-of-bound", signatureInvalid = "signature-invalid"
  case duplicate, statuteExpired = "statute-expired", clonedPlate = "cloned-plate", other
}
