import Foundation
import Recognition

/// The last minute of a stream for `gantry read`, in memory and nowhere else.
struct ReadRing: Sendable {
  let ring: SegmentRing

  /// - Throws: ``CommandFailure`` where there is no memory to keep files in.
  init() throws {
    let folder = URL(fileURLWithPath: "/dev/shm").appending(path: "gantry-read-\(UUID().uuidString)", directoryHint: .isDirectory)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure("clips of a stream need /dev/shm, files in memory: clear video is not written to a disk. Read the stream without --clips")
    }
    ring = SegmentRing(folder: folder, seconds: 2, count: 30)
  }

  func remove() { try? FileManager.default.removeItem(at: ring.folder) }
}
