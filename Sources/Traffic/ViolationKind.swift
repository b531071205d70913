/// The rules of the road that Gantry judges or takes a camera's declaration for.
public enum ViolationKind: String, Sendable, Codable, CaseIterable, Hashable {
  case redLight = "red-light"
  case stopLine = "stop-line"
  case speed
  case seatBelt = "seat-belt"
  case phone
  case unlicensed
  case wrongWay = "wrong-way"
  case lane
  case busLane = "bus-lane"
  case solidLine = "solid-line"
  case uTurn = "u-turn"
  case yellowBox = "yellow-box"
  case failureToYield = "failure-to-yield"
  case parking
  case noPlate = "no-plate"
}
