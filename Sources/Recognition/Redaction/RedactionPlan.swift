import Traffic

/// What views of a picture hide, so that only the vehicle they are shown for can be told. The original is never touched.
public struct RedactionPlan: Hashable, Sendable {
  /// How much is hidden.
  public enum Extent: String, Hashable, Sendable, CaseIterable {
    /// Plates and glass of other vehicles.
    case others
    /// Plates and glass of all vehicles, because nobody knows which of them the subject is.
    case everyVehicle = "every-vehicle"
    /// Everything but the subject, because plates could not be looked for.
    case surroundings
    /// Everything: plates could not be looked for, and nobody knows where the subject is.
    case everything
  }

  public let extent: Extent
  /// In the order in which they are applied; where two overlap the later one holds.
  let coverings: [Covering]

  /// For a picture in which plates were looked for.
  /// - Parameters:
  ///   - seen: what was found, told apart for this very subject.
  ///   - subject: the vehicle that the picture is shown for.
  public init(_ seen: PlatesSeen, subject: RedactionSubject) {
    let own = seen.own.map { VehicleEstimate(plate: $0, in: seen.size) }
    let others = seen.others.map { VehicleEstimate(plate: $0, in: seen.size) }
    var coverings = others.map { Covering(box: $0.glass, grid: .glass) }
    // After the others' glass: a vehicle close behind may be estimated to reach into the subject's.
    coverings += own.compactMap { Self.occupants(of: subject, in: $0) }
    // After all glass: that of a vehicle in front may be estimated to reach over the subject's plate.
    coverings += own.map { Covering(box: $0.shownPlate) }
    // Last, so that a box that is too large, as a camera may send it, uncovers nobody's plate.
    coverings += others.map { Covering(box: $0.coveredPlate, grid: .plate) }
    self.coverings = coverings
    extent = own.isEmpty ? .everyVehicle : .others
  }

  /// For a picture in which plates could not be looked for: whatever may hold one is hidden.
  /// - Parameters:
  ///   - size: of the original, in pixels.
  ///   - subject: the vehicle that the picture is shown for; without a place for its plate nothing is shown.
  public init(unread size: PixelSize, subject: RedactionSubject) {
    var coverings = [Covering(box: Box(x: 0, y: 0, width: 1, height: 1), grid: .whole(of: size))]
    if let vehicle = subject.plateBox.map({ VehicleEstimate(plate: $0, in: size) }) {
      coverings.append(Covering(box: vehicle.outline))
      if subject.occupants == .hidden, let covering = Self.occupants(of: subject, in: vehicle) { coverings.append(covering) }
      coverings.append(Covering(box: vehicle.shownPlate))
    }
    self.coverings = coverings
    extent = subject.plateBox == nil ? .everything : .surroundings
  }

  /// - Returns: `nil` where nothing is to be hidden or uncovered.
  private static func occupants(of subject: RedactionSubject, in vehicle: VehicleEstimate) -> Covering? {
    switch subject.occupants {
    case .hidden: Covering(box: vehicle.occupants(of: subject.vehicle), grid: .glass)
    case .shown: Covering(box: vehicle.ownGlass)
    case .turnedAway: nil
    }
  }
}
