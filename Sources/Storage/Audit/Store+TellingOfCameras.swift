import Access
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
    try tell(.cameraEnrolled, at: instant, fields(of: camera, ["again": .number(wasEnabled ? 1 : 0)]), in: db)
  }

  /// The same of a camera that proves itself with a certificate: by which key, so that everybody can see when it changes.
  static func tell(ofEnrolled camera: Camera, key: KeyPin, at instant: Date, in db: Database) throws {
    try tell(.cameraEnrolled, at: instant, fields(of: camera, ["credential": .text("certificate"), "key": .bytes(key.sha256)]), in: db)
  }

  private static func fields(of camera: Camera, _ more: [String: CanonicalJSON]) -> [String: CanonicalJSON] {
    more.merging(["camera": .text(camera.id.rawValue), "dialect": .text(camera.dialect.rawValue), "site": .text(camera.site.rawValue)]) { $1 }
  }
}
