public import Traffic

/// The vehicle that a picture is shown for. Its plate stays readable; everybody else's does not.
public struct RedactionSubject: Hashable, Sendable {
  /// Whether the people behind its glass are shown, which only some offences need.
  public enum Occupants: String, Hashable, Sendable {
    case hidden, shown
    /// The picture shows the vehicle from behind, where nobody's face is to be seen: its glass is left as it is, for what lies above a rear
    /// plate is the road ahead and the signal over it, which the case may stand on.
    case turnedAway
  }

  /// Where its plate stands, as fractions of the picture; `nil` where nobody knows.
  public var plateBox: Box?
  /// What readers made of its plate. The same text elsewhere in the picture is taken for the same plate: devices join several stills in one picture.
  public var plates: Set<Plate>
  /// What the camera takes it for. The glass of a car ends lower than that of a lorry, so that more of a car can be shown.
  public var vehicle: Vehicle.Class
  public var occupants: Occupants

  public init(plateBox: Box? = nil, plates: Set<Plate> = [], vehicle: Vehicle.Class = .unknown, occupants: Occupants = .hidden) {
    self.plateBox = plateBox
    self.plates = plates
    self.vehicle = vehicle
    self.occupants = occupants
  }
}
