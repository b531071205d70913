/// How a measured speed is judged.
public struct SpeedTerms: Sendable, Codable, Hashable {
  /// Taken off every measured speed in the driver's favour, in km/h.
  public var toleranceKmh: Double
  /// Taken off a speed above 100 km/h instead, in per cent of it, where that is more.
  public var tolerancePercentAbove100: Double
  /// Whether a camera must hold a calibration certificate to prove a speed. An expired certificate proves nothing either way.
  public var requiresCalibration: Bool
  /// From which excess on which penalty applies, lowest first. The lowest one is the threshold below which nothing is enforced.
  public var bands: [SpeedBand]

  public init(toleranceKmh: Double = 3, tolerancePercentAbove100: Double = 3, requiresCalibration: Bool = false, bands: [SpeedBand]) {
    self.toleranceKmh = toleranceKmh
    self.tolerancePercentAbove100 = tolerancePercentAbove100
    self.requiresCalibration = requiresCalibration
    self.bands = bands
  }

  /// What is taken off a measured speed, in km/h.
  public func tolerance(at speedKmh: Double) -> Double {
    speedKmh > 100 ? max(toleranceKmh, speedKmh * tolerancePercentAbove100 / 100) : toleranceKmh
  }

  /// The band that an excess falls in; `nil` below the lowest one.
  /// - Parameter excessKmh: by how much the speed, less tolerance, passes the limit.
  public func band(for excessKmh: Double) -> SpeedBand? {
    bands.filter { $0.overByKmh <= excessKmh }.max { $0.overByKmh < $1.overByKmh }
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case toleranceKmh, tolerancePercentAbove100, requiresCalibration, bands
  }

  public init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(except: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let usual = SpeedTerms(bands: [])
    self.init(
      toleranceKmh: try values.decodeIfPresent(Double.self, forKey: .toleranceKmh) ?? usual.toleranceKmh,
      tolerancePercentAbove100: try values.decodeIfPresent(Double.self, forKey: .tolerancePercentAbove100) ?? usual.tolerancePercentAbove100,
      requiresCalibration: try values.decodeIfPresent(Bool.self, forKey: .requiresCalibration) ?? usual.requiresCalibration,
      bands: try values.decode([SpeedBand].self, forKey: .bands)
    )
  }
}
