/// How likely a plate in this frame is the one that a track followed so far.
enum PlateAffinity {
  /// From here on two texts are the same plate, read with an error or two.
  static let sameText = 0.6
  /// Below, they are different plates or one of them is hardly read.
  static let otherText = 0.4
  /// Widths of the plate that it may be away from where it should be. A vehicle at 90 km/h drives six plate widths between two frames of eight a
  /// second.
  static let reachOfNew = 8.0
  static let reachOfKnown = 3.0
  static let reachOfOtherText = 0.5
  /// So briefly, no plate takes the place of another.
  static let exchangeTime: Duration = .milliseconds(300)
  static let leastSizeLikeness = 0.4

  /// - Returns: higher for likelier pairs; `nil` where they cannot be one.
  static func between(_ track: PlateTrack, _ view: PlateView) -> Double? {
    let expected = track.motion.predicted(at: view.offset)
    let size = expected.sizeLikeness(to: view.place)
    guard size >= leastSizeLikeness else { return nil }
    let text = track.vote.likeness(to: view.read)
    let gap = view.offset - track.lastSeen
    guard let reach = reach(text: text, gap: gap, isKnown: track.motion.isKnown) else { return nil }
    // One that stood may have moved off unseen, and one that moved may have braked: then it is near where it was.
    let distance = min(expected.distance(to: view.place), track.motion.last.distance(to: view.place))
    guard distance <= reach else { return nil }
    return 2 * text + size + 1 - distance / reach
  }

  private static func reach(text: Double, gap: Duration, isKnown: Bool) -> Double? {
    let longer = 1 + gap / .seconds(1)
    if text >= sameText { return (isKnown ? reachOfKnown : reachOfNew) * longer }
    if text >= otherText { return (isKnown ? reachOfKnown : reachOfNew) / 2 }
    return gap <= exchangeTime ? reachOfOtherText : nil
  }
}
