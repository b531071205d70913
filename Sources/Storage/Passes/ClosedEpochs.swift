import Foundation
import Sealing
import Synchronization

/// The closed epochs that were looked into last, kept open: they never change, so their folders need not be read again.
final class ClosedEpochs: Sendable {
  private struct Kept {
    var contents: EpochContents
    var lastUse: UInt64
  }

  private struct Shelf {
    var epochs: [EpochFolder: Kept] = [:]
    var segments = 0
    var uses: UInt64 = 0
  }

  private let mostSegments: Int
  /// Owned by this type; guarded by its mutex.
  private let shelf = Mutex(Shelf())

  init(mostSegments: Int) { self.mostSegments = mostSegments }

  /// How many segments are open now.
  var segmentCount: Int { shelf.withLock { $0.segments } }

  /// What an epoch has; `nil` where it was destroyed.
  func contents(of folder: EpochFolder) throws -> EpochContents? {
    let kept = shelf.withLock { shelf in
      shelf.uses += 1
      shelf.epochs[folder]?.lastUse = shelf.uses
      return shelf.epochs[folder]?.contents
    }
    if let kept { return kept }
    guard let contents = try EpochContents(in: folder) else { return nil }
    // One with a log is not closed, and one with nothing may be about to get its first.
    if contents.logs.isEmpty, !contents.segments.isEmpty { keep(contents, of: folder) }
    return contents
  }

  /// Forgets the epochs of a day.
  func forget(_ day: UTCDay) {
    shelf.withLock { shelf in
      shelf.epochs = shelf.epochs.filter { $0.key.day != day }
      shelf.segments = shelf.epochs.values.reduce(0) { $0 + $1.contents.segments.count }
    }
  }

  private func keep(_ contents: EpochContents, of folder: EpochFolder) {
    shelf.withLock { shelf in
      guard shelf.epochs[folder] == nil else { return }
      shelf.epochs[folder] = Kept(contents: contents, lastUse: shelf.uses)
      shelf.segments += contents.segments.count
      if shelf.segments > mostSegments { Self.makeRoom(on: &shelf, for: mostSegments / 2) }
    }
  }

  /// Closes what was not used for longest. Half goes at once, so that it is seldom done.
  private static func makeRoom(on shelf: inout Shelf, for most: Int) {
    for (folder, kept) in shelf.epochs.sorted(by: { $0.value.lastUse < $1.value.lastUse }) where shelf.segments > most {
      shelf.epochs[folder] = nil
      shelf.segments -= kept.contents.segments.count
    }
  }
}
