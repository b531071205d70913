import Foundation
import GRDB
import Traffic
import TransparencyLog

extension Store {
  /// What the log is told of a camera: that it may send from now on, under a key of its own, or that it may not any more.
  static func tell(of camera: Camera, before: Camera?, hasNewKey: Bool, at instant: Date, in db: Database) throws {
    let wasEnabled = before?.isEnabled ?? false
    if wasEnabled, !camera.isEnabled { try tell(.cameraRevoked, at: instant, ["camera": .text(camera.id.rawValue)], in: db) }
    guard camera.isEnabled, hasNewKey || !wasEnabled else { return }
    let fields: [String: CanonicalJSON] = [
      "camera": .text(camera.id.rawValue), "dialect": .text(camera.dialect.rawValue), "site": .text(camera.site.rawValue),
      "again": .number(wasEnabled ? 1 : 0),
    ]
    try tell(.cameraEnrolled, at: instant, fields, in: db)
  }
}
