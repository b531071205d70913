public import Traffic

/// A model of vehicle as it is seen on the roads of Uzbekistan: its name, what class it is and the lines of its body.
public struct VehicleModel: Hashable, Sendable {
  public var make: String
  public var name: String
  public var kind: Vehicle.Class
  var shape: Shape

  /// The lines of a body in metres. Lengths along the vehicle are measured from its middle, forward positive.
  struct Shape: Hashable, Sendable {
    var length: Double
    var width: Double
    var height: Double
    /// Height of the bonnet's front edge, of the window line and of the boot.
    var nose: Double
    var belt: Double
    var boot: Double
    /// Where windscreen and rear window begin below and end above.
    var screenFoot: Double
    var screenHead: Double
    var backHead: Double
    var backFoot: Double
    var wheel: Double
    var axle: Double
    /// Height of the middle of the rear plate.
    var rearPlate: Double
    var frontPlate: Double
    /// A load box behind the cab.
    var hasBox = false
  }

  /// Saloon and hatchback lines scaled to a length and a height.
  private static func car(_ length: Double, _ width: Double, _ height: Double, hatch: Bool) -> Shape {
    let half = length / 2
    return Shape(
      length: length, width: width, height: height, nose: height * 0.50, belt: height * 0.635, boot: hatch ? height * 0.64 : height * 0.635,
      screenFoot: half * 0.47, screenHead: half * 0.12, backHead: hatch ? -half * 0.74 : -half * 0.46,
      backFoot: hatch ? -half * 0.94 : -half * 0.70, wheel: height * 0.208, axle: half * 0.60, rearPlate: hatch ? height * 0.47 : height * 0.52,
      frontPlate: 0.46)
  }

  private static func box(_ length: Double, _ width: Double, _ height: Double, load: Bool) -> Shape {
    let half = length / 2
    return Shape(
      length: length, width: width, height: height, nose: height * 0.46, belt: height * 0.50, boot: height * 0.50, screenFoot: half - 0.16,
      screenHead: half - 0.55, backHead: load ? half - 1.9 : -half + 0.14, backFoot: load ? half - 1.95 : -half + 0.06,
      wheel: min(0.5, height * 0.165), axle: half * 0.62, rearPlate: 0.80, frontPlate: 0.52, hasBox: load)
  }

  /// The models on the road with their share. Most cars are built in Asaka; the rest is imported.
  static let onTheRoad: [(VehicleModel, Double)] = [
    (VehicleModel(make: "Chevrolet", name: "Cobalt", kind: .car, shape: car(4.48, 1.73, 1.51, hatch: false)), 24),
    (VehicleModel(make: "Chevrolet", name: "Lacetti", kind: .car, shape: car(4.52, 1.72, 1.45, hatch: false)), 17),
    (VehicleModel(make: "Chevrolet", name: "Nexia", kind: .car, shape: car(4.33, 1.69, 1.50, hatch: false)), 15),
    (VehicleModel(make: "Chevrolet", name: "Spark", kind: .car, shape: car(3.64, 1.60, 1.52, hatch: true)), 13),
    (VehicleModel(make: "Chevrolet", name: "Matiz", kind: .car, shape: car(3.50, 1.50, 1.49, hatch: true)), 7),
    (VehicleModel(make: "Chevrolet", name: "Malibu", kind: .car, shape: car(4.93, 1.85, 1.46, hatch: false)), 4),
    (VehicleModel(make: "Chevrolet", name: "Tracker", kind: .car, shape: car(4.27, 1.79, 1.63, hatch: true)), 5),
    (VehicleModel(make: "Chevrolet", name: "Captiva", kind: .car, shape: car(4.66, 1.84, 1.74, hatch: true)), 3),
    (VehicleModel(make: "BYD", name: "Song Plus", kind: .car, shape: car(4.71, 1.89, 1.68, hatch: true)), 2),
    (VehicleModel(make: "Kia", name: "K5", kind: .car, shape: car(4.91, 1.86, 1.45, hatch: false)), 2),
    (VehicleModel(make: "Chevrolet", name: "Damas", kind: .van, shape: box(3.49, 1.40, 1.92, load: false)), 6),
    (VehicleModel(make: "Ford", name: "Transit", kind: .van, shape: box(5.53, 2.06, 2.55, load: false)), 1),
    (VehicleModel(make: "Isuzu", name: "NQR 71", kind: .truck, shape: box(7.0, 2.18, 2.45, load: true)), 2.5),
    (VehicleModel(make: "MAN", name: "TGS", kind: .truck, shape: box(9.2, 2.50, 3.10, load: true)), 1),
    (VehicleModel(make: "SamAuto", name: "LE 60", kind: .bus, shape: box(7.9, 2.28, 2.95, load: false)), 1.5),
  ]
}
