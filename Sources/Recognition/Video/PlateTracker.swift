import Traffic

/// Follows plates from frame to frame: which plate of this frame is which of the last one's.
struct PlateTracker {
  private(set) var tracks: [PlateTrack] = []
  let line: VideoMarks.StopLine?

  /// A car park has many plates; more at a time than this are noise.
  static let maximumTracks = 64

  init(line: VideoMarks.StopLine? = nil) {
    self.line = line
  }

  /// Takes the plates of the next frame.
  /// - Returns: the tracks that have ended, in the order in which they began.
  mutating func take(_ reads: [PlateRead], of frame: VideoFrame) -> [PlateTrack] {
    let ended = tracks.filter { $0.hasEnded(at: frame.offset) }
    tracks.removeAll { $0.hasEnded(at: frame.offset) }
    let views = reads.compactMap { PlateView($0, in: frame) }
    var isTaken = [Bool](repeating: false, count: views.count)
    for (track, view) in pairs(of: views) {
      isTaken[view] = true
      tracks[track].add(views[view], in: frame)
      tracks[track].passage?.move(to: views[view])
    }
    for (view, taken) in zip(views, isTaken) where !taken && tracks.count < Self.maximumTracks {
      var track = PlateTrack(view, in: frame, line: line)
      track.passage?.move(to: view)
      tracks.append(track)
    }
    return ended
  }

  /// Lets somebody see to each track's passage over the line.
  mutating func forEachTrack(_ change: (inout PlateTrack) -> Void) {
    for index in tracks.indices { change(&tracks[index]) }
  }

  /// The tracks that are left at the end of the video.
  mutating func finish() -> [PlateTrack] {
    defer { tracks = [] }
    return tracks
  }

  /// The likeliest pairs first, each plate and each track once.
  private func pairs(of views: [PlateView]) -> [(track: Int, view: Int)] {
    var possible: [(track: Int, view: Int, affinity: Double)] = []
    for (trackIndex, track) in tracks.enumerated() {
      for (viewIndex, view) in views.enumerated() {
        if let affinity = PlateAffinity.between(track, view) { possible.append((trackIndex, viewIndex, affinity)) }
      }
    }
    possible.sort { ($0.affinity, $1.track, $1.view) > ($1.affinity, $0.track, $0.view) }
    var tracksTaken: Set<Int> = [], viewsTaken: Set<Int> = []
    return possible.filter { pair in
      guard !tracksTaken.contains(pair.track), !viewsTaken.contains(pair.view) else { return false }
      tracksTaken.insert(pair.track)
      viewsTaken.insert(pair.view)
      return true
    }.map { ($0.track, $0.view) }
  }
}
