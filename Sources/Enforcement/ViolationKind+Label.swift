public import Traffic

extension ViolationKind {
  /// What people call the violation, as a heading.
  public var label: String {
    switch self {
    case .redLight: "Red light"
    case .stopLine: "Stop line on red"
    case .speed: "Speed"
    case .seatBelt: "No seat belt"
    case .phone: "Phone in hand"
    case .unlicensed: "Unlicensed vehicle"
    case .wrongWay: "Wrong way"
    case .lane: "Wrong lane"
    case .busLane: "Bus lane"
    case .solidLine: "Solid line"
    case .uTurn: "U-turn"
    case .yellowBox: "Yellow box"
    case .failureToYield: "Failure to yield"
    case .parking: "Parking or stopping"
    case .noPlate: "No plate or covered plate"
    }
  }
}
