import Foundation
public import Traffic

/// One vehicle's way to work and home.
struct Commute {
  private let country: Country
  /// Index of the vehicle: the first whose keeper lives far enough from work for a way worth looking at.
  let vehicle: Int
  /// Saturday and Sunday, as the Gregorian calendar counts from Sunday.
  private static let weekend = [7, 1]
  private let zone = TimeZone(identifier: "Asia/Tashkent") ?? .gmt

  init(country: Country) {
    self.country = country
    vehicle =
      country.vehicles.indices.first { index in
        let keeper = country.vehicles[index]
        guard keeper.country == "UZ", keeper.papers == .valid, keeper.weakness == nil else { return false }
        let route = country.roads.route(from: keeper.home, to: keeper.work)
        return (5...12).contains(route.count) && Self.kilometres(route, country) < 60
      } ?? 0
  }

  private static func kilometres(_ route: [Int], _ country: Country) -> Double {
    zip(route, route.dropFirst()).reduce(0) { $0 + (country.roads.kilometres(from: $1.0, to: $1.1) ?? 0) }
  }

  /// Every working day's, in the order of time.
  func passages(from start: Date, to end: Date, chance: inout SeededRandom) -> [Passage] {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    let keeper = country.vehicles[vehicle]
    var passages: [Passage] = []
    var day = calendar.startOfDay(for: start)
    while day < end, let next = calendar.date(byAdding: .day, value: 1, to: day) {
      if !Self.weekend.contains(calendar.component(.weekday, from: day)) {
        passages += drive(from: keeper.home, to: keeper.work, at: day.addingTimeInterval(chance.number(in: 7.2...7.8) * 3600), &chance)
        passages += drive(from: keeper.work, to: keeper.home, at: day.addingTimeInterval(chance.number(in: 17.8...18.9) * 3600), &chance)
      }
      day = next
    }
    return passages.filter { $0.at >= start && $0.at < end }
  }

  private func drive(from home: Int, to work: Int, at departure: Date, _ chance: inout SeededRandom) -> [Passage] {
    let route = country.roads.route(from: home, to: work)
    var at = departure
    return zip(route, route.dropFirst()).map { from, to in
      let bank = country.banks[to]
      let limit = bank.site.speedLimitKmh ?? 60
      at += (country.roads.kilometres(from: from, to: to) ?? 1) / (limit * chance.number(in: 0.5...0.8)) * 3600
      let travel = RoadGraph.bearing(country.banks[from].site.coordinate, bank.site.coordinate)
      return Passage(at: at, vehicle: vehicle, bank: to, travelDegrees: travel, speedKmh: limit * chance.number(in: 0.6...0.95))
    }
  }
}

extension Country {
  /// The plate of a vehicle that drives to work and home every working day, and its country: somebody to look for.
  public var commuter: (plate: Plate, region: String) {
    let vehicle = vehicles[Commute(country: self).vehicle]
    return (vehicle.plate, vehicle.country)
  }
}
