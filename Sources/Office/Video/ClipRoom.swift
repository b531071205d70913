import Crypto
import Foundation
import Glibc
import Recognition
import Traffic

/// The folder in which the last minute of each enforcing camera's stream lies, clear, until it is overwritten or the server stops.
///
/// A clear picture is never on a disk: the folder must lie in memory, and is refused elsewhere. It belongs to this server's data folder alone, is
/// open to its user only, and is emptied at start (a server that was killed emptied nothing) and at stop.
struct ClipRoom: Sendable {
  /// A minute: a vehicle may stay in view for some time after it crossed, and only then is it known.
  private static let ringSeconds = 60
  /// A file is complete, and can be cut from, about this long after its last picture.
  static let segmentSeconds = 2

  let folder: URL
  /// What one camera may take up, in bytes.
  let ringBytes: Int

  /// - Parameters:
  ///   - memory: a folder in memory, such as `/dev/shm`.
  ///   - data: the server's data folder; one server at a time works on it.
  /// - Throws: ``VideoWatchFault/notInMemory(path:)``, or what the file system says.
  init(in memory: URL, for data: URL, ringBytes: Int) throws {
    guard Self.isInMemory(memory) else { throw VideoWatchFault.notInMemory(path: memory.path) }
    let name = SHA256.hash(data: Data(data.standardizedFileURL.path.utf8)).prefix(8).hex
    folder = memory.appending(path: "gantry-\(name)", directoryHint: .isDirectory)
    self.ringBytes = ringBytes
    try empty()
  }

  /// Whether a folder's files rest in memory and not on a disk.
  static func isInMemory(_ folder: URL) -> Bool {
    let mounts = try? String(contentsOfFile: "/proc/self/mounts", encoding: .utf8)
    guard let mounts, FileManager.default.fileExists(atPath: folder.path) else { return false }
    let path = folder.resolvingSymlinksInPath().path
    var nearest = (place: "", system: "")
    for line in mounts.split(separator: "\n") {
      let fields = line.split(separator: " ")
      guard fields.count > 2 else { continue }
      // Of mounts on top of each other the later one is in force; a space in a place is written \040 (proc(5)).
      let place = fields[1].replacing("\\040", with: " ")
      let holds = path == place || place == "/" || path.hasPrefix(place + "/")
      if holds, place.count >= nearest.place.count { nearest = (String(place), String(fields[2])) }
    }
    return ["tmpfs", "ramfs"].contains(nearest.system)
  }

  /// Room for one connection to a camera: empty, whatever an earlier one left.
  func ring(for camera: CameraID) throws -> SegmentRing {
    let place = folder.appending(path: camera.rawValue, directoryHint: .isDirectory)
    try Self.remove(place)
    for each in [folder, place] where !FileManager.default.fileExists(atPath: each.path) {
      try FileManager.default.createDirectory(at: each, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
    }
    try refuseForeign()
    return SegmentRing(folder: place, seconds: Self.segmentSeconds, count: Self.ringSeconds / Self.segmentSeconds)
  }

  /// Anybody may make a folder in `/dev/shm`, under this name too, to have clear video put into it. Nobody can take ours away again.
  private func refuseForeign() throws {
    let attributes = try FileManager.default.attributesOfItem(atPath: folder.path)
    let isOurs = (attributes[.ownerAccountID] as? NSNumber)?.uint32Value == geteuid()
    let isClosed = (attributes[.posixPermissions] as? NSNumber)?.intValue == 0o700
    guard isOurs, isClosed, attributes[.type] as? FileAttributeType == .typeDirectory else { throw VideoWatchFault.notOurs(path: folder.path) }
  }

  /// Removes a camera's room.
  func clear(_ camera: CameraID) throws { try Self.remove(folder.appending(path: camera.rawValue, directoryHint: .isDirectory)) }

  /// Removes the oldest files of a ring until it keeps to its bytes. The newest stays: it is being written.
  /// - Throws: ``VideoWatchFault/ringTooLarge`` where that one alone is too large.
  func trim(_ ring: SegmentRing) throws {
    let keys: Set<URLResourceKey> = [.fileSizeKey, .contentModificationDateKey]
    // A file may be replaced while it is looked at; the next look sees it.
    var files = try FileManager.default.contentsOfDirectory(at: ring.folder, includingPropertiesForKeys: Array(keys)).compactMap { file in
      (try? file.resourceValues(forKeys: keys)).map { (file, bytes: $0.fileSize ?? 0, at: $0.contentModificationDate ?? .distantPast) }
    }.filter { $0.0.pathExtension != "csv" }.sorted { $0.at < $1.at }
    var total = files.reduce(0) { $0 + $1.bytes }
    while total > ringBytes, files.count > 1 {
      let oldest = files.removeFirst()
      try? FileManager.default.removeItem(at: oldest.0)
      total -= oldest.bytes
    }
    if total > ringBytes { throw VideoWatchFault.ringTooLarge }
  }

  /// Removes everything.
  func empty() throws { try Self.remove(folder) }

  private static func remove(_ folder: URL) throws {
    guard FileManager.default.fileExists(atPath: folder.path) else { return }
    try FileManager.default.removeItem(at: folder)
  }
}
