public import Foundation
import GRDB
import Sealing
import Synchronization
public import Traffic

extension Store {
  /// How the cameras are doing that were ever heard of.
  ///
  /// On the disk times are full hours: the last ones of a quiet camera would be those of its last pass. To the second they are known to the process
  /// that took the captures in, as long as it runs.
  public func cameraHealth() throws -> [CameraID: CameraHealth] {
    let rows = try read { db in try Row.fetchAll(db, sql: "SELECT * FROM camera_health").compactMap(Self.health) }
    let known = pulses.withLock { $0 }
    return Dictionary(rows.map { ($0.camera, known[$0.camera]?.applied(to: $0) ?? $0) }) { first, _ in first }
  }

  /// Notes that a camera is alive that had nothing to report.
  public func noteHeartbeat(of camera: CameraID, at instant: Date) async throws {
    try await commits.write { db in try self.noteArrival(of: camera, at: instant, in: db) }
  }

  private static func health(_ row: Row) -> CameraHealth? {
    guard let camera = CameraID(rawValue: row["camera"]) else { return nil }
    return CameraHealth(
      camera: camera, lastReceivedAt: (row["last_received_at"] as Int64?).map(Date.init(milliseconds:)),
      lastCapturedAt: (row["last_captured_at"] as Int64?).map(Date.init(milliseconds:)), clockOffsetMilliseconds: row["clock_offset_ms"],
      captures: row["captures"], repeats: row["repeats"], unparsed: row["unparsed"])
  }

  /// What arrived of a camera: adds to its counts.
  func noteArrival(of camera: CameraID, at instant: Date, captures: Int = 0, repeats: Int = 0, unparsed: Int = 0, in db: Database) throws {
    pulses.withLock { $0[camera, default: CameraPulse()].received(at: instant) }
    try db.execute(
      sql: """
        INSERT INTO camera_health (camera, last_received_at, captures, repeats, unparsed) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (camera) DO UPDATE SET last_received_at = max(ifnull(last_received_at, 0), excluded.last_received_at),
          captures = captures + excluded.captures, repeats = repeats + excluded.repeats, unparsed = unparsed + excluded.unparsed
        """,
      arguments: [camera.rawValue, instant.fullHour.milliseconds, captures, repeats, unparsed])
  }

  /// What a settled pass tells of its camera's clock. A late upload does not overwrite a newer pass.
  func noteClock(of camera: CameraID, capturedAt: Date, receivedAt: Date, in db: Database) throws {
    pulses.withLock { $0[camera, default: CameraPulse()].captured(at: capturedAt) }
    try db.execute(
      sql: """
        INSERT INTO camera_health (camera, last_captured_at, clock_offset_ms) VALUES (?, ?, ?)
        ON CONFLICT (camera) DO UPDATE SET last_captured_at = excluded.last_captured_at, clock_offset_ms = excluded.clock_offset_ms
          WHERE ifnull(last_captured_at, 0) <= excluded.last_captured_at
        """,
      arguments: [camera.rawValue, capturedAt.fullHour.milliseconds, receivedAt.milliseconds - capturedAt.milliseconds])
  }
}

extension Date {
  /// Down to the hour: as exactly as a pass may be told in clear.
  var fullHour: Date { Date(hourSince1970: hourSince1970) }
}
