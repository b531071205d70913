import Traffic

/// One vehicle's plate through the frames that show it.
struct PlateTrack {
  let firstSeen: Duration
  private(set) var frameCount = 0
  private(set) var motion: PlateMotion
  private(set) var vote = PlateVote()
  private(set) var best: (frame: VideoFrame, box: Box, worth: Double)
  /// Where the plate is against the stop line; `nil` where there is none.
  var passage: LinePassage?
  /// Pictures of its passing, taken while they could be had.
  var stills: PassingStills?
  /// What came of it on red.
  var crossing: RedLightCrossing?

  /// A plate that moves and is missed for longer has left.
  static let patience: Duration = .seconds(1)
  /// One that stands does not leave without moving: it is hidden by something that passes.
  static let standingPatience: Duration = .seconds(5)
  /// What all reads together must be sure of; less is a pattern that looked like a plate for a moment.
  static let leastSupport = 0.5

  init(_ view: PlateView, in frame: VideoFrame, line: VideoMarks.StopLine?) {
    firstSeen = view.offset
    motion = PlateMotion(view.place, at: view.offset)
    best = (frame, view.box, view.weight)
    passage = line.map { LinePassage($0) }
    count(view)
  }

  var lastSeen: Duration { motion.lastSeen }

  mutating func add(_ view: PlateView, in frame: VideoFrame) {
    motion.move(to: view.place, at: view.offset)
    count(view)
    // Measured by the text that has been voted for so far: a sure misread is no good picture.
    let sure = view.read.candidates.first { $0.plate == vote.best }?.confidence ?? 0
    let worth = view.weight * sure
    if worth >= best.worth { best = (frame, view.box, worth) }
  }

  func hasEnded(at offset: Duration) -> Bool { offset - lastSeen > (motion.isStanding ? Self.standingPatience : Self.patience) }

  /// What is told of it; `nil` where there was hardly a plate.
  var sighting: Sighting? {
    guard vote.support >= Self.leastSupport, let plate = vote.read(box: best.box) else { return nil }
    return Sighting(
      plate: plate, firstSeen: firstSeen, lastSeen: lastSeen, frameCount: frameCount, direction: motion.direction, best: best.frame,
      crossing: crossing)
  }

  private mutating func count(_ view: PlateView) {
    frameCount += 1
    vote.add(view.read, weight: view.weight)
    if frameCount == 1 { best.worth = view.weight * view.read.confidence }
  }
}
