import Foundation
import Recognition
import Synchronization
import Traffic

/// What the video cameras show at the moment, for those who set them up, and how the watch of each goes. In memory only.
///
/// Whoever sets a camera up has no business with who passes: plates and windscreens of all vehicles are covered before a frame is kept here.
/// Written by the watch, read by the pages; the mutex guards everything.
final class FrameBoard: Sendable {
  /// Longer side of a view in pixels: enough to draw a line and a box by.
  private static let viewSide = 1280
  /// How often a new view is made while somebody looks, and while nobody does.
  private static let paces = (watched: TimeInterval(2), unwatched: TimeInterval(60))
  /// How long after asking somebody counts as looking.
  private static let attention: TimeInterval = 30

  struct View: Sendable {
    var jpeg: Data
    var takenAt: Date
  }

  /// How the watch of a camera goes.
  enum Condition: Sendable, Hashable {
    /// No frame yet.
    case connecting
    case watching
    /// Why it does not work, for the person who set it up.
    case lost(String)
  }

  private struct Entry {
    var view: View?
    var condition = Condition.connecting
    var askedAt = Date.distantPast
    var madeAt = Date.distantPast
  }

  private let entries = Mutex<[CameraID: Entry]>([:])

  /// The latest view of a camera. Asking for it makes new ones come more often for a while.
  func view(of camera: CameraID, now: Date) -> View? {
    entries.withLock { entries in
      entries[camera]?.askedAt = now
      return entries[camera]?.view
    }
  }

  /// `nil` for a camera that is not watched.
  func condition(of camera: CameraID) -> Condition? { entries.withLock { $0[camera]?.condition } }

  func note(_ condition: Condition, of camera: CameraID) { entries.withLock { $0[camera, default: Entry()].condition = condition } }

  func forget(_ camera: CameraID) { entries.withLock { _ = $0.removeValue(forKey: camera) } }

  /// Makes a view of a frame where one is due. A frame that cannot be decoded makes none.
  /// - Parameter reading: all plates that were found in the frame.
  func offer(_ jpeg: Data, _ reading: Reading, of camera: CameraID, at instant: Date) {
    guard isDue(camera, at: instant) else { return }
    let nobody = RedactionSubject()
    let plan = RedactionPlan(PlatesSeen(reading, subject: nobody), subject: nobody)
    guard let jpeg = try? Picture.scaled(jpeg, longerSide: Self.viewSide, redactedBy: plan) else { return }
    entries.withLock { $0[camera]?.view = View(jpeg: jpeg, takenAt: instant) }
  }

  private func isDue(_ camera: CameraID, at instant: Date) -> Bool {
    entries.withLock { entries in
      guard let entry = entries[camera] else { return false }
      let pace = instant.timeIntervalSince(entry.askedAt) < Self.attention ? Self.paces.watched : Self.paces.unwatched
      guard instant.timeIntervalSince(entry.madeAt) >= pace else { return false }
      entries[camera]?.madeAt = instant
      return true
    }
  }
}
