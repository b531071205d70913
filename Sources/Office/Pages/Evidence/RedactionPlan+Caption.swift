import Recognition

extension RedactionPlan.Extent {
  /// What a view of this extent says of itself below the picture.
  func caption(_ occupants: RedactionSubject.Occupants) -> String {
    switch self {
    case .others:
      occupants == .hidden ? "Other vehicles’ plates and all windscreens are blurred" : "Other vehicles’ plates and windscreens are blurred"
    case .everyVehicle: "This vehicle’s plate was not found: all plates and windscreens are blurred"
    case .surroundings: "Other plates could not be looked for: everything but this vehicle is blurred"
    case .everything: "Plates could not be looked for, and nobody knows where this vehicle is: everything is blurred"
    }
  }
}
