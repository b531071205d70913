import Traffic

/// One plate's way over the stop line.
///
/// Boxes tremble, so a plate has crossed only when it was clearly on one side and then clearly on the other; a vehicle that stands on the line never
/// has. In which direction is left open: a camera may see vehicles from the front or from behind.
struct LinePassage {
  private let line: VideoMarks.StopLine
  /// The last view and how far it was from the line, in plate widths.
  private var last: (view: PlateView, distance: Double)?
  /// The side it was clearly on: the sign of the distance.
  private var side = 0.0
  /// A change of sides: reckoned between the last view before the line and the first one past it.
  struct Passing: Hashable {
    var at: Duration
    var lastBefore: Duration
    var firstPast: Duration
  }

  /// When it last passed the line, clearly or not.
  private(set) var passing: Passing?
  /// Whether it has clearly crossed, at ``passing``; once it has, it stays so.
  private(set) var hasCrossed = false
  /// Whether somebody has seen to the crossing.
  var isSettled = false

  /// Clearly on a side is so many plate widths away from the line: a fifth of a metre.
  static let clear = 0.4

  init(_ line: VideoMarks.StopLine) {
    self.line = line
  }

  mutating func move(to view: PlateView) {
    let distance = distance(of: view)
    defer { last = (view, distance) }
    if !hasCrossed, let last, last.distance * distance <= 0, distance != last.distance {
      pass(last.view, view, share: last.distance / (last.distance - distance))
    }
    guard !hasCrossed, abs(distance) >= Self.clear else { return }
    let now = distance < 0 ? -1.0 : 1
    if side == -now, passing != nil { hasCrossed = true } else { passing = nil }
    side = now
  }

  /// Notes a change of sides that happened between two views, if it was over the line and not past its ends.
  private mutating func pass(_ from: PlateView, _ to: PlateView, share: Double) {
    let foot = VideoMarks.Point(x: from.foot.x + share * (to.foot.x - from.foot.x), y: from.foot.y + share * (to.foot.y - from.foot.y))
    let (along, length) = (projected(foot), projected(line.to))
    guard along >= 0, along <= length else {
      passing = nil
      return
    }
    let at = from.offset + .milliseconds(Int64((share * ((to.offset - from.offset) / .milliseconds(1))).rounded()))
    passing = Passing(at: at, lastBefore: from.offset, firstPast: to.offset)
  }

  /// Signed, in plate widths; measured in the picture's own proportions.
  private func distance(of view: PlateView) -> Double {
    let (width, height) = (Double(view.size.width), Double(view.size.height))
    let along = (x: (line.to.x - line.from.x) * width, y: (line.to.y - line.from.y) * height)
    let apart = (x: (view.foot.x - line.from.x) * width, y: (view.foot.y - line.from.y) * height)
    let length = max((along.x * along.x + along.y * along.y).squareRoot(), 1e-9)
    return (along.x * apart.y - along.y * apart.x) / length / max(view.widthPixels, 1)
  }

  /// How far along the line a point lies, from its beginning; proportional, and the line's length is what its end gives.
  private func projected(_ point: VideoMarks.Point) -> Double {
    (point.x - line.from.x) * (line.to.x - line.from.x) + (point.y - line.from.y) * (line.to.y - line.from.y)
  }
}
