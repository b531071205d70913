import Traffic

/// Everything that is known when one pass is judged.
struct Facts {
  let pass: Pass
  let site: Site
  let camera: Camera?
  let registered: RegisteredVehicle?
  let signals: SignalLog?

  /// What the camera declared of a kind; `nil` where it did not.
  func declaration(of kind: ViolationKind) -> Declaration? {
    pass.declarations.first { $0.kind == kind }
  }

  /// The signal group that the vehicle had to obey: as the capture says, else as the camera's lane is set up.
  var signalGroup: String? {
    pass.signal?.group ?? camera?.lanes.first { $0.number == pass.lane }?.signalGroup
  }
}
