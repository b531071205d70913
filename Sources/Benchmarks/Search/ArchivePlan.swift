import Foundation
public import Sealing
public import Traffic

/// How large an archive is to be: so many passes, spread evenly over cameras and hours.
public struct ArchivePlan: Hashable, Sendable {
  /// What a pass takes at most while its epoch is open, and for good.
  static let bytesPerPass = 700
  /// What the epochs take that are being written, and those that are closed but not tidied up.
  static let sparedBytes = 1 << 30

  public let passes: Int
  public let cameras: [CameraID]
  public let days: [UTCDay]

  /// - Parameter lastDay: the last of the days; all its hours get passes.
  /// - Throws: ``BenchmarkFault/unusable(_:)``.
  public init(passes: Int, cameras: Int, days: Int, lastDay: UTCDay) throws(BenchmarkFault) {
    guard passes > 0, (1...1000).contains(cameras), (1...366).contains(days) else {
      throw .unusable("At least one pass, 1 to 1000 cameras and 1 to 366 days can be measured with.")
    }
    self.passes = passes
    self.cameras = (1...cameras).map { CameraID(unchecked: "bench-\($0)") }
    self.days = (0..<days).reversed().map { lastDay.advanced(byDays: -$0) }
  }

  /// The same days and cameras with other numbers of passes.
  func with(passes: Int) -> ArchivePlan {
    ArchivePlan(passes: passes, cameras: cameras, days: days)
  }

  private init(passes: Int, cameras: [CameraID], days: [UTCDay]) {
    self.passes = passes
    self.cameras = cameras
    self.days = days
  }

  /// The hours that get passes, each an epoch.
  var hours: [UInt32] {
    days.flatMap { day in (0..<24).map { UInt32(clamping: day.start.hourSince1970 + $0) } }
  }

  /// How many passes an epoch gets, by its place among the hours.
  func passes(inEpoch place: Int) -> Int { passes * (place + 1) / hours.count - passes * place / hours.count }

  /// - Throws: ``BenchmarkFault/diskTooSmall(needed:free:)`` where the folder's disk has no room for it.
  func expectRoom(in folder: URL) throws {
    let free = try FileManager.default.attributesOfFileSystem(forPath: folder.path)[.systemFreeSize] as? Int ?? 0
    let needed = passes * Self.bytesPerPass + Self.sparedBytes
    guard free >= needed else { throw BenchmarkFault.diskTooSmall(needed: needed, free: free) }
  }
}
