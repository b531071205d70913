import Foundation
import Traffic

/// How a plate moves through the picture: where it will be next, whether it stands, and whether it comes or goes.
struct PlateMotion {
  /// Where and when it was seen last.
  private(set) var last: PlatePlace
  private(set) var lastSeen: Duration

  /// Pixels a second, and by what factor the width grows in a second (as a logarithm).
  private var speed = (x: 0.0, y: 0.0, growth: 0.0)
  private(set) var isKnown = false
  /// Where it was when it last had moved noticeably.
  private var anchor: (place: PlatePlace, since: Duration)
  /// A thinned record of the whole way.
  private var way: [PlatePlace]
  private var stride = 1
  private var count = 1

  static let maximumWay = 64
  /// A plate that stayed within half its width for so long stands.
  static let standingTime: Duration = .seconds(1)
  /// Prediction does not go on for ever.
  static let maximumAhead = 1.0
  /// A width that changed by less than this factor says nothing: the detector's boxes breathe.
  static let clearGrowth = 1.12
  /// Where the width says nothing: a way up or down the picture of so many plate widths does.
  static let clearWay = 0.4

  init(_ place: PlatePlace, at offset: Duration) {
    last = place
    lastSeen = offset
    anchor = (place, offset)
    way = [place]
  }

  var isStanding: Bool { lastSeen - anchor.since >= Self.standingTime }

  mutating func move(to place: PlatePlace, at offset: Duration) {
    let seconds = (offset - lastSeen) / .seconds(1)
    if seconds > 0 {
      let fresh = (x: (place.x - last.x) / seconds, y: (place.y - last.y) / seconds, growth: log(place.width / max(last.width, 1)) / seconds)
      let share = isKnown ? 0.6 : 1
      speed.x += share * (fresh.x - speed.x)
      speed.y += share * (fresh.y - speed.y)
      speed.growth += share * (fresh.growth - speed.growth)
      isKnown = true
    }
    if place.distance(to: anchor.place) > 0.5 { anchor = (place, offset) }
    last = place
    lastSeen = offset
    remember(place)
  }

  /// Where the plate should be at another time, moving on as it did.
  func predicted(at offset: Duration) -> PlatePlace {
    let seconds = min((offset - lastSeen) / .seconds(1), Self.maximumAhead)
    let factor = min(max(exp(speed.growth * seconds), 0.5), 2)
    return PlatePlace(x: last.x + speed.x * seconds, y: last.y + speed.y * seconds, width: last.width * factor, height: last.height * factor)
  }

  /// Whether it came nearer or went away.
  var direction: Capture.Direction {
    guard way.count >= 3 else { return .unknown }
    let part = max(1, way.count / 3)
    let (first, final) = (Self.mean(way.prefix(part)), Self.mean(way.suffix(part)))
    let growth = final.width / max(first.width, 1)
    if growth > Self.clearGrowth { return .approach }
    if growth < 1 / Self.clearGrowth { return .recede }
    // The road's far end is higher in the picture than its near one.
    let down = (final.y - first.y) / max(first.width, final.width, 1)
    return down > Self.clearWay ? .approach : down < -Self.clearWay ? .recede : .unknown
  }

  private mutating func remember(_ place: PlatePlace) {
    if count.isMultiple(of: stride) { way.append(place) }
    count += 1
    guard way.count > Self.maximumWay else { return }
    way = way.enumerated().filter { $0.offset.isMultiple(of: 2) }.map(\.element)
    stride *= 2
  }

  private static func mean(_ places: ArraySlice<PlatePlace>) -> PlatePlace {
    func mean(_ value: (PlatePlace) -> Double) -> Double { places.reduce(0) { $0 + value($1) } / Double(places.count) }
    return PlatePlace(x: mean(\.x), y: mean(\.y), width: mean(\.width), height: mean(\.height))
  }
}
