public import Traffic

/// A virtual country: camera banks at true places in Uzbekistan, roads between them, and people who drive there.
///
/// Everything follows from the seed: the same seed gives the same cameras, plates, keepers and habits on every machine.
public struct Country: Sendable {
  /// The country of the demo.
  public static let standard = Country(seed: 2026)

  public let seed: UInt64
  /// Camera banks in the order of their names, patrol cars last.
  public var sites: [Site] { banks.map(\.site) + patrols.map(\.site) }
  /// All cameras, those on board of patrol cars last.
  public var cameras: [Camera] { banks.flatMap { $0.mounted.map(\.camera) } + patrols.map(\.camera) }

  let banks: [CameraBank]
  let patrols: [PatrolCar]
  let roads: RoadGraph
  let vehicles: [VirtualVehicle]

  /// - Parameters:
  ///   - seed: what everything follows from.
  ///   - vehicleCount: how many vehicles live in the country.
  public init(seed: UInt64, vehicleCount: Int = 12_000) {
    self.seed = seed
    var chance = SeededRandom(seed: seed, of: "banks")
    var banks: [CameraBank] = []
    var districtOfSite: [Int] = []
    for (index, district) in District.all.enumerated() {
      for (number, place) in district.places.enumerated() {
        guard let bank = CameraBank(district: district, place: place, number: number + 1, chance: &chance) else { continue }
        banks.append(bank)
        districtOfSite.append(index)
      }
    }
    self.banks = banks
    roads = RoadGraph(places: banks.map(\.site.coordinate))
    patrols = PatrolCar.onDuty(banks: banks)
    vehicles = Self.populate(vehicleCount, districtOfSite: districtOfSite, seed: seed)
  }

  private static func populate(_ count: Int, districtOfSite: [Int], seed: UInt64) -> [VirtualVehicle] {
    var chance = SeededRandom(seed: seed, of: "people")
    var mint = PlateMint(seed: seed)
    let shares = District.all.indices.map { ($0, District.all[$0].population) }
    let sites = District.all.indices.map { district in districtOfSite.indices.filter { districtOfSite[$0] == district } }
    return (0..<count).map { _ in
      let district = chance.pick(shares)
      let workDistrict = chance.chance(0.93) ? district : chance.pick(shares)
      let issued = mint.issue(region: District.all[district].plateRegion)
      return VirtualVehicle(
        plate: issued.plate, country: issued.country, model: chance.pick(VehicleModel.onTheRoad), paint: chance.pick(Paint.shares),
        home: sites[district][chance.below(sites[district].count)], work: sites[workDistrict][chance.below(sites[workDistrict].count)],
        papers: issued.country == "UZ" ? chance.pick([(.valid, 978), (.expired, 7), (.unregistered, 4), (.uninsured, 8), (.stolen, 3)]) : .valid,
        weakness: chance.pick([(nil, 68), (.redLight, 14), (.speed, 9), (.seatBelt, 6), (.phone, 3)]), wear: chance.number(in: 0.05...0.8))
    }
  }
}
