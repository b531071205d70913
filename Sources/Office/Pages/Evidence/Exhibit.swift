import Recognition
import Traffic

/// A piece of evidence with the vehicle it is shown for, which is the only one that may be told in a view of it.
struct Exhibit: Sendable {
  let item: Evidence.Item
  let subject: RedactionSubject

  /// Where the plate stands in a picture that the camera cut out around it without saying where.
  private static let middle = Box(x: 0.1, y: 0.2, width: 0.8, height: 0.6)

  /// Share of a picture that a plate takes at most, unless the camera cut it out. Cameras have sent the vehicle's box for the plate's.
  private static let largestPlate = 0.1

  /// - Parameter mayShowOccupants: whether the law needs to see who sits in the vehicle.
  init(_ item: Evidence.Item, of pass: Pass, plates: Set<Plate>, mayShowOccupants: Bool) {
    let occupants: RedactionSubject.Occupants = mayShowOccupants ? .shown : pass.direction == .recede ? .turnedAway : .hidden
    self.item = item
    subject = RedactionSubject(plateBox: Self.plateBox(in: item), plates: plates, vehicle: pass.vehicle.kind, occupants: occupants)
  }

  private static func plateBox(in item: Evidence.Item) -> Box? {
    guard item.kind != .plate else { return item.plateBox ?? middle }
    return item.plateBox.flatMap { $0.width * $0.height <= largestPlate ? $0 : nil }
  }
}

extension Case {
  /// A piece of this case's evidence as it may be shown.
  func exhibit(_ item: Evidence.Item) -> Exhibit {
    Exhibit(item, of: pass, plates: Set(pass.reads.map(\.plate)), mayShowOccupants: violation.kind.needsOccupants)
  }
}

extension Hit {
  /// A piece of this hit's evidence as it may be shown. Who sits in the vehicle is nothing that a list of plates can ask for.
  func exhibit(_ item: Evidence.Item) -> Exhibit {
    Exhibit(item, of: pass, plates: Set(pass.reads.map(\.plate)).union([entry.plate]), mayShowOccupants: false)
  }
}

extension ViolationKind {
  /// Whether the act is what people in the vehicle did, so that it cannot be judged without seeing them.
  var needsOccupants: Bool { self == .seatBelt || self == .phone }
}
