/// A place where the road is watched: a junction, a stretch of road, a patrol car's beat.
public struct Site: Hashable, Sendable, Codable, Identifiable {
  public enum Kind: String, Sendable, Codable, CaseIterable {
    case junction, road, patrol
  }

  public var id: SiteID
  public var name: String
  public var kind: Kind
  /// City or district, for filters and statistics.
  public var district: String
  public var coordinate: Coordinate
  /// IANA name of the local zone, such as `Asia/Tashkent`.
  public var timeZone: String
  /// Speed limit in force in km/h; `nil` where speed is not enforced.
  public var speedLimitKmh: Double?
  /// Where the limit comes from: the sign's or the decree's number.
  public var speedLimitSource: String?
  /// The administrative region that the district belongs to; `nil` where nobody said.
  public var region: String?

  public init(
    id: SiteID, name: String, kind: Kind, district: String, coordinate: Coordinate, timeZone: String, speedLimitKmh: Double? = nil,
    speedLimitSource: String? = nil, region: String? = nil
  ) {
    self.id = id
    self.name = name
    self.kind = kind
    self.district = district
    self.coordinate = coordinate
    self.timeZone = timeZone
    self.speedLimitKmh = speedLimitKmh
    self.speedLimitSource = speedLimitSource
    self.region = region
  }

  /// By which people's work is limited to a part of the country: the region, or the district of a site without one.
  public var regionName: String { region ?? district }
}
