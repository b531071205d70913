import Foundation
import Recognition

/// Where `gantry read --clips` puts what shows a vehicle crossing on red.
struct ReadEvidence: Sendable {
  /// How much of the act a clip shows, before and after the line.
  private static let half = Duration.seconds(4)

  let folder: URL

  /// Names of the files of one crossing, in the folder.
  struct Files: Encodable, Sendable {
    var before: String
    var onLine: String
    var after: String
    /// `nil` where no clip could be cut; the stills are there all the same.
    var clip: String?
  }

  init(folder: URL) throws {
    self.folder = folder
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    } catch {
      throw CommandFailure("the folder \(folder.path) cannot be made: \(error.localizedDescription)")
    }
  }

  /// - Parameters:
  ///   - name: what the files' names begin with. No plate: names are read by more people than pictures are.
  ///   - cut: cuts the clip.
  /// - Returns: `nil` for a vehicle that did not cross on red.
  func write(_ sighting: Sighting, named name: String, cut: (ClosedRange<Duration>) async throws -> Data) async throws -> Files? {
    guard let crossing = sighting.crossing else { return nil }
    let plain = String(name.map { $0.isLetter || $0.isNumber || "-_.".contains($0) ? $0 : "_" })
    let stem = "\(plain)-\(Int(crossing.at / .milliseconds(1)))ms"
    var files = Files(before: stem + "-1-before.jpg", onLine: stem + "-2-line.jpg", after: stem + "-3-after.jpg")
    try put(crossing.before.jpeg, files.before)
    try put(crossing.onLine.jpeg, files.onLine)
    try put(crossing.after.jpeg, files.after)
    do {
      let clip = try await cut(max(.zero, crossing.at - Self.half)...(crossing.at + Self.half))
      try put(clip, stem + ".mp4")
      files.clip = stem + ".mp4"
    } catch let fault as VideoFault {
      FileHandle.standardError.write(Data("\(stem): \(fault)\n".utf8))
    }
    return files
  }

  private func put(_ bytes: Data, _ name: String) throws {
    let file = folder.appending(path: name)
    do { try bytes.write(to: file, options: .withoutOverwriting) } catch {
      let reason = error.localizedDescription
      throw CommandFailure("\(file.path) cannot be written: \(reason) Evidence is never replaced; name another folder with --clips")
    }
  }
}
