import Foundation

/// How the watch of a stream goes, for the page and for its script.
struct WatchState: Sendable, Encodable {
  /// As the states of cameras: `ok`, `late`, `silent` or `off`.
  var state: String
  var label: String
  /// When the view was taken that can be fetched now; changes with each new one.
  var viewAt: String?
  var viewLabel: String?

  /// - Parameters:
  ///   - condition: `nil` where the camera is not watched.
  ///   - isEnabled: whether an administrator has it switched on.
  ///   - canRead: whether a plate reader is installed; without one no stream is watched.
  init(_ condition: FrameBoard.Condition?, view: FrameBoard.View?, isEnabled: Bool, canRead: Bool, now: Date) {
    switch condition {
    case .watching: (state, label) = ("ok", "Watching")
    case .connecting: (state, label) = ("late", "Connecting")
    case .lost(let reason): (state, label) = ("silent", "Not watching: \(reason)")
    case nil where !isEnabled: (state, label) = ("off", "Switched off")
    case nil where !canRead: (state, label) = ("silent", "Not watching: no plate reader is installed on this server")
    case nil: (state, label) = ("late", "Not watching yet")
    }
    viewAt = view.map { SiteClock.iso($0.takenAt) }
    viewLabel = view.map { "Picture of \(Wording.ago($0.takenAt, now: now))" }
  }
}
