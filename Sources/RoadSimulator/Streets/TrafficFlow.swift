import Foundation
import Traffic

/// The country's traffic as a row of passages in the order of time: people drive to work, home and to the shops, stop at red lights and, some of
/// them, now and then, do not.
///
/// The same country, start and pace give the same row.
struct TrafficFlow: Sendable {
  /// A journey on its way: the sites ahead of it.
  private struct Journey: Sendable {
    var vehicle: Int
    var route: [Int]
    var leg: Int
    var passage: Passage
  }

  private let country: Country
  private let zone: TimeZone
  private let departuresPerSecond: Double
  private var chance: SeededRandom
  private var quota: OffenceQuota
  private var whereabouts: [Int]
  private var journeys = TimeQueue<Journey>()
  private var nextDeparture: Date

  /// How long traffic has been moving when the row begins, so that it begins dense.
  private static let warmUpSeconds = 1_800.0

  init(country: Country, from start: Date, pace: Pace) {
    self.country = country
    zone = TimeZone(identifier: "Asia/Tashkent") ?? .gmt
    chance = SeededRandom(seed: country.seed, of: "traffic")
    quota = OffenceQuota(start: start, pace: pace)
    whereabouts = country.vehicles.map(\.home)
    var probe = chance
    departuresPerSecond = pace.passesPerSecond / Self.passagesOfAJourney(country, &probe)
    nextDeparture = start.addingTimeInterval(-Self.warmUpSeconds)
    while let passage = peek(), passage < start { _ = step() }
  }

  /// The next passage, for ever.
  mutating func next() -> Passage {
    while true {
      if let passage = step() { return passage }
    }
  }

  private func peek() -> Date? { min(nextDeparture, journeys.nextTime ?? .distantFuture) }

  /// One departure or one passage; a passage is only handed out where a camera sees it.
  private mutating func step() -> Passage? {
    if nextDeparture <= journeys.nextTime ?? .distantFuture {
      let at = nextDeparture
      nextDeparture = at.addingTimeInterval(chance.pause(rate: departuresPerSecond))
      depart(at: at)
      return nil
    }
    guard let (_, journey) = journeys.popFirst() else { return nil }
    advance(journey)
    return country.banks[journey.passage.bank].camera(forTravelDegrees: journey.passage.travelDegrees) == nil ? nil : journey.passage
  }

  private mutating func depart(at time: Date) {
    let vehicle = chance.below(country.vehicles.count)
    let start = whereabouts[vehicle]
    let goal = destination(of: vehicle, at: time)
    whereabouts[vehicle] = goal
    let route = country.roads.route(from: start, to: goal)
    schedule(Journey(vehicle: vehicle, route: route, leg: 0, passage: Passage(at: time, vehicle: vehicle, bank: start, travelDegrees: 0, speedKmh: 0)), after: time, kilometres: 0.3)
  }

  /// Work in the morning, home in the evening, otherwise shops and friends nearby.
  private mutating func destination(of vehicle: Int, at time: Date) -> Int {
    let keeper = country.vehicles[vehicle]
    let hour = Calendar.hour(of: time, in: zone)
    let habits: [(Int, Double)] = switch hour {
    case 6..<10: [(keeper.work, 75), (keeper.home, 5), (-1, 20)]
    case 16..<21: [(keeper.home, 70), (keeper.work, 5), (-1, 25)]
    case 10..<16: [(keeper.work, 30), (keeper.home, 20), (-1, 50)]
    default: [(keeper.home, 65), (keeper.work, 15), (-1, 20)]
    }
    let goal = chance.pick(habits)
    guard goal < 0 || goal == whereabouts[vehicle] else { return goal }
    let here = country.banks[whereabouts[vehicle]].site.district
    let nearby = country.banks.indices.filter { country.banks[$0].site.district == here }
    return nearby[chance.below(nearby.count)]
  }

  private mutating func advance(_ journey: Journey) {
    var onward = journey
    onward.leg += 1
    guard onward.leg < onward.route.count else { return }
    let from = journey.route[journey.leg], to = onward.route[onward.leg]
    schedule(onward, after: journey.passage.at, kilometres: country.roads.kilometres(from: from, to: to) ?? 1)
  }

  /// Works out when and how a journey reaches its next site.
  private mutating func schedule(_ journey: Journey, after time: Date, kilometres: Double) {
    var journey = journey
    let index = journey.route[journey.leg]
    let bank = country.banks[index]
    let limit = bank.site.speedLimitKmh ?? 60
    // With stops and queues the way takes longer than the speed at its end would say.
    let cruising = limit * chance.number(in: 0.5...0.85)
    let arrival = time.addingTimeInterval(kilometres / cruising * 3_600 + chance.number(in: 1...20))
    let speed = min(limit + 2, max(18, limit * chance.bell(mean: 0.86, deviation: 0.09)))
    let passage = Passage(at: arrival, vehicle: journey.vehicle, bank: index, travelDegrees: travel(journey, bank), speedKmh: speed)
    journey.passage = obeyingOrNot(passage, bank: bank)
    journeys.insert(journey, at: journey.passage.at)
  }

  private mutating func travel(_ journey: Journey, _ bank: CameraBank) -> Double {
    let here = bank.site.coordinate
    if journey.leg > 0 { return RoadGraph.bearing(country.banks[journey.route[journey.leg - 1]].site.coordinate, here) }
    if journey.route.count > 1 { return RoadGraph.bearing(here, country.banks[journey.route[1]].site.coordinate) }
    return chance.number(in: 0...360)
  }

  /// Stops at red, unless this is where the driver's weakness shows.
  private mutating func obeyingOrNot(_ passage: Passage, bank: CameraBank) -> Passage {
    guard let mounted = bank.camera(forTravelDegrees: passage.travelDegrees) else { return passage }
    var offender = passage
    if let weakness = country.vehicles[passage.vehicle].weakness, commit(weakness, mounted, bank, &offender), quota.take(at: offender.at) {
      offender.offence = weakness
      return offender
    }
    var obedient = passage
    if let plan = bank.signals, let group = mounted.signalGroup, plan.state(group, at: passage.at).colour != .green {
      obedient.at = plan.next(.green, of: group, after: passage.at).addingTimeInterval(chance.number(in: 1.5...14))
      obedient.speedKmh = chance.number(in: 18...40)
    }
    return obedient
  }

  /// Shapes a passage so that it breaks a rule; false where the place gives no occasion or its camera could not show it.
  private mutating func commit(_ weakness: VirtualVehicle.Weakness, _ mounted: CameraBank.Mounted, _ bank: CameraBank, _ passage: inout Passage) -> Bool {
    let camera = mounted.camera
    guard camera.readsPlates, camera.dialect == .gantry, country.vehicles[passage.vehicle].model.shape.length < 5.6 else { return false }
    switch weakness {
    case .redLight:
      guard let plan = bank.signals, let group = mounted.signalGroup, mounted.vehiclesLeave else { return false }
      passage.at = plan.next(.red, of: group, after: passage.at).addingTimeInterval(chance.number(in: 0.7...3.4))
      passage.speedKmh = chance.number(in: 38...66)
      return true
    case .speed:
      guard bank.signals == nil, let limit = bank.site.speedLimitKmh else { return false }
      passage.speedKmh = (limit + chance.pick([(16, 3), (24, 4), (33, 2), (47, 1)]) + chance.number(in: 0...6)).rounded()
      return true
    case .seatBelt, .phone:
      return !mounted.vehiclesLeave
    }
  }

  /// How many cameras see a journey, on average.
  private static func passagesOfAJourney(_ country: Country, _ chance: inout SeededRandom) -> Double {
    var seen = 0
    let sample = 400
    for _ in 0..<sample {
      let vehicle = country.vehicles[chance.below(country.vehicles.count)]
      let route = country.roads.route(from: vehicle.home, to: vehicle.work)
      for (from, to) in zip(route, route.dropFirst()) {
        let travel = RoadGraph.bearing(country.banks[from].site.coordinate, country.banks[to].site.coordinate)
        if country.banks[to].camera(forTravelDegrees: travel) != nil { seen += 1 }
      }
    }
    return max(0.5, Double(seen) / Double(sample))
  }
}

extension Calendar {
  /// The hour of the day at a place, 0 to 23.
  static func hour(of time: Date, in zone: TimeZone) -> Int {
    let seconds = Int(time.timeIntervalSince1970.rounded(.down)) + zone.secondsFromGMT(for: time)
    return ((seconds % 86_400) + 86_400) % 86_400 / 3_600
  }
}
