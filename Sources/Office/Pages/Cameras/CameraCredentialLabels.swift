import Access
import Foundation
import Storage
import Traffic

/// How each camera proves itself, in words for those who enrol cameras.
struct CameraCredentialLabels: Sendable {
  private let credentials: [CameraID: CameraCredential]
  private let contents: Directory.Contents
  private let now: Date

  init(_ credentials: [CameraCredential], in contents: Directory.Contents, now: Date) {
    self.credentials = Dictionary(credentials.map { ($0.camera, $0) }) { first, _ in first }
    self.contents = contents
    self.now = now
  }

  /// `certificate, 6 days left`
  func label(of camera: Camera) -> String? {
    guard camera.dialect != .video else { return nil }
    guard camera.isEnabled else { return "revoked" }
    let ends = contents.pins.values.filter { $0.camera == camera.id && $0.endsAt > now }.map(\.endsAt).max()
    if let ends { return "certificate, \(Wording.span(ends.timeIntervalSince(now))) left" + (contents.signingKeys[camera.id] == nil ? "" : ", signs") }
    if let ends = credentials[camera.id]?.codeEndsAt, ends > now { return "key, enrolment code waits" }
    return contents.terms[camera.id]?.isWeak == true ? "key, weak" : "key"
  }

  /// `3 wrong signatures`; `nil` where there were none.
  func warning(of camera: Camera) -> String? {
    guard let count = credentials[camera.id]?.refusedSignatures, count > 0 else { return nil }
    return Wording.count(count, "wrong signature", "wrong signatures")
  }
}
