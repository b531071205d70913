/// A range of excess speeds with a penalty of its own.
public struct SpeedBand: Sendable, Codable, Hashable {
  /// The band holds from this excess on, itself included, in km/h. Where a law says "more than 20", write 20.01.
  public var overByKmh: Double
  public var penalty: Penalty

  public init(overByKmh: Double, penalty: Penalty) {
    self.overByKmh = overByKmh
    self.penalty = penalty
  }

  private enum CodingKeys: String, CodingKey, CaseIterable {
    case overByKmh, penalty
  }

  public init(from decoder: any Decoder) throws {
    try decoder.refuseKeys(except: CodingKeys.self)
    try decoder.refuseKeys(except: CodingKeys.self)
    let values = try decoder.container(keyedBy: CodingKeys.self)
    overByKmh = try values.decode(Double.self, forKey: .overByKmh)
    penalty = try values.decode(Penalty.self, forKey: .penalty)
  }
}
