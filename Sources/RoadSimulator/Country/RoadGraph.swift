import Foundation
import Traffic

/// The roads between sites: neighbours in a city are joined, cities are joined by trunk roads. Knows the next site on the way to any other.
struct RoadGraph: Sendable {
  struct Road: Hashable, Sendable {
    var to: Int
    var kilometres: Double
  }

  private(set) var roads: [[Road]]
  private var nextHop: [[Int]]

  /// - Parameter places: where the sites lie; a road's number is its site's index.
  init(places: [Coordinate]) {
    roads = Self.join(places)
    nextHop = []
    nextHop = places.indices.map { Self.firstSteps(to: $0, over: roads) }
  }

  /// The sites on the way, both ends included; only the start where no road leads there.
  func route(from start: Int, to end: Int) -> [Int] {
    var route = [start]
    var at = start
    while at != end, nextHop[end][at] >= 0, route.count <= roads.count {
      at = nextHop[end][at]
      route.append(at)
    }
    return at == end ? route : [start]
  }

  /// Length of the road between two neighbours; `nil` where there is none.
  func kilometres(from start: Int, to end: Int) -> Double? { roads[start].first { $0.to == end }?.kilometres }

  /// Great-circle distance with a fifth added for bends.
  static func kilometres(_ a: Coordinate, _ b: Coordinate) -> Double {
    let degree = Double.pi / 180
    let north = (b.latitude - a.latitude) * degree, east = (b.longitude - a.longitude) * degree
    let half = pow(sin(north / 2), 2) + cos(a.latitude * degree) * cos(b.latitude * degree) * pow(sin(east / 2), 2)
    return 1.2 * 2 * 6_371 * asin(half.squareRoot())
  }

  /// Direction from one place to another in degrees from north.
  static func bearing(_ a: Coordinate, _ b: Coordinate) -> Double {
    let degree = Double.pi / 180
    let east = (b.longitude - a.longitude) * degree
    let y = sin(east) * cos(b.latitude * degree)
    let x = cos(a.latitude * degree) * sin(b.latitude * degree) - sin(a.latitude * degree) * cos(b.latitude * degree) * cos(east)
    return (atan2(y, x) / degree + 360).truncatingRemainder(dividingBy: 360)
  }

  /// Joins every place with its three nearest, then whatever is still apart by the shortest road.
  private static func join(_ places: [Coordinate]) -> [[Road]] {
    var roads = [[Road]](repeating: [], count: places.count)
    func add(_ a: Int, _ b: Int) {
      guard a != b, !roads[a].contains(where: { $0.to == b }) else { return }
      let length = kilometres(places[a], places[b])
      roads[a].append(Road(to: b, kilometres: length))
      roads[b].append(Road(to: a, kilometres: length))
    }
    for here in places.indices {
      let near = places.indices.filter { $0 != here }.sorted { kilometres(places[here], places[$0]) < kilometres(places[here], places[$1]) }
      for there in near.prefix(3) { add(here, there) }
    }
    while let (a, b) = shortestGap(places, roads) { add(a, b) }
    return roads
  }

  /// The closest two places that no road joins yet, however far around; `nil` where all hang together.
  private static func shortestGap(_ places: [Coordinate], _ roads: [[Road]]) -> (Int, Int)? {
    var reached: Set<Int> = [0]
    var open = [0]
    while let here = open.popLast() {
      for road in roads[here] where reached.insert(road.to).inserted { open.append(road.to) }
    }
    guard reached.count < places.count else { return nil }
    var best: (pair: (Int, Int), length: Double)?
    for inside in reached {
      for outside in places.indices where !reached.contains(outside) {
        let length = kilometres(places[inside], places[outside])
        if length < best?.length ?? .infinity { best = ((inside, outside), length) }
      }
    }
    return best?.pair
  }

  /// For every place the neighbour that is nearest on the way to `goal` (Dijkstra); -1 at the goal and where no road leads there.
  private static func firstSteps(to goal: Int, over roads: [[Road]]) -> [Int] {
    var distance = [Double](repeating: .infinity, count: roads.count)
    var step = [Int](repeating: -1, count: roads.count)
    var done = [Bool](repeating: false, count: roads.count)
    distance[goal] = 0
    while let here = roads.indices.filter({ !done[$0] && distance[$0].isFinite }).min(by: { distance[$0] < distance[$1] }) {
      done[here] = true
      for road in roads[here] where distance[here] + road.kilometres < distance[road.to] {
        distance[road.to] = distance[here] + road.kilometres
        step[road.to] = here
      }
    }
    return step
  }
}
