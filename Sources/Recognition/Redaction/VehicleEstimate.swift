import Traffic

/// Where a vehicle and its glass are in a picture, judged by its plate alone, on the generous side.
///
/// A plate is a ruler: the common long ones are 52 cm wide, those of Brazil 40 cm, square ones of two rows and those of America about 30 cm. Which it
/// is shows in its proportions, and a long plate seen from the side looks like a shorter one nearer by, which makes the estimate larger and never
/// smaller. All measures below are metres at the distance of the plate. They were chosen for cars, vans, lorries and buses up to 2.5 m wide, plates
/// 40 cm to 1.1 m above the road, and cameras that look down by 0 to 40° and from the side by up to 20°:
/// - The glass of a car begins 45 cm above the front plate and 1.2 m behind it, and ends 1 m above and 2.2 m behind; what lies further behind
///   appears higher up to a camera that looks down. The rear window of a van begins 5 cm above its plate, the windscreen of a lorry ends 2.4 m above.
/// - To the side the glass reaches 85 cm from the middle of a car and 1.2 m from that of a lorry. Seen from 20° to the side it appears up to 75 cm
///   beside the place above the plate.
struct VehicleEstimate {
  private static let glassBegins = 0.05
  private static let glassEnds = 2.6
  private static let glassHalfWidth = 1.6
  /// Of the subject no more is covered than the heads and hands behind its glass: a reviewer has to tell the vehicle.
  private static let occupantsBegin = 0.35
  private static let carOccupantsEnd = 2.0
  private static let occupantsHalfWidth = 1.4
  /// What is shown where occupants are. Being generous here would uncover others.
  private static let ownGlassEnds = 1.4
  private static let ownGlassHalfWidth = 1.0
  private static let outlineHalfWidth = 1.4
  private static let outlineBelow = 0.8

  /// The plate as fractions of the picture.
  let plate: Box
  private let size: PixelSize
  /// How many pixels a metre takes at the plate, at least and at most.
  private let leastPixels: Double
  private let mostPixels: Double

  init(plate: Box, in size: PixelSize) {
    let width = plate.width * Double(size.width)
    let proportions = width / max(1, plate.height * Double(size.height))
    self.plate = plate
    self.size = size
    leastPixels = width / 0.52
    mostPixels = width / (proportions >= 3.6 ? 0.52 : proportions >= 2.4 ? 0.40 : 0.29)
  }

  /// The plate with its frame and what an inexact box leaves out.
  var coveredPlate: Box { widened(0.2, 0.5) }

  /// The plate as a reader needs it.
  var shownPlate: Box { widened(0.05, 0.12) }

  /// Windscreen or rear window, wherever it may be.
  var glass: Box {
    box(halfWidth: Self.glassHalfWidth * mostPixels, from: Self.glassEnds * mostPixels, to: Self.glassBegins * leastPixels)
  }

  /// Where the people in the subject may be seen. What nobody took for anything is most likely a car, and covering more would cover the scene.
  func occupants(of vehicle: Vehicle.Class) -> Box {
    let end = vehicle == .car || vehicle == .unknown ? Self.carOccupantsEnd : Self.glassEnds
    return box(halfWidth: Self.occupantsHalfWidth * mostPixels, from: end * mostPixels, to: Self.occupantsBegin * leastPixels)
  }

  /// Windscreen or rear window where it is in all likelihood.
  var ownGlass: Box {
    box(halfWidth: Self.ownGlassHalfWidth * leastPixels, from: Self.ownGlassEnds * leastPixels, to: Self.glassBegins * leastPixels)
  }

  /// The whole vehicle as it is seen from the end that bears the plate.
  var outline: Box {
    box(
      halfWidth: Self.outlineHalfWidth * mostPixels, from: Self.glassEnds * mostPixels,
      to: -(plate.height * Double(size.height) + Self.outlineBelow * mostPixels))
  }

  private func widened(_ across: Double, _ down: Double) -> Box {
    Box(
      x: plate.x - across * plate.width, y: plate.y - down * plate.height, width: plate.width * (1 + 2 * across),
      height: plate.height * (1 + 2 * down))
  }

  /// A box above the plate; all in pixels, heights counted upwards from its upper edge.
  private func box(halfWidth: Double, from top: Double, to bottom: Double) -> Box {
    let middle = plate.x + plate.width / 2
    let across = halfWidth / Double(size.width)
    return Box(
      x: middle - across, y: plate.y - top / Double(size.height), width: 2 * across, height: (top - bottom) / Double(size.height))
  }
}
