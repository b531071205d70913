/// What came of an act, carried in the address from the act's answer to the next page. Only these words can be said, so that no link can put
/// words of its own on a page.
enum Said: String, Sendable, CaseIterable {
  case approvedFirst = "approved-first"
  case disagreed
  case noticeIssued = "notice-issued"
  case noticeMissing = "notice-missing"
  case rejected
  case hitDecided = "hit-decided"
  case bodyDismissed = "body-dismissed"
  case rolesChanged = "roles-changed"
  case scopeChanged = "scope-changed"
  case personDisabled = "person-disabled"
  case personEnabled = "person-enabled"
  case marksSaved = "marks-saved"
  case marksRemoved = "marks-removed"
  case cameraRevoked = "camera-revoked"
  case recordAssessed = "record-assessed"
  case weekSigned = "week-signed"
  case passkeyAdded = "passkey-added"
  case passkeyRenamed = "passkey-renamed"
  case passkeyRevoked = "passkey-revoked"
  case passkeysRevoked = "passkeys-revoked"
  case sessionEnded = "session-ended"
  case recoveryReady = "recovery-ready"
  case recoveryRemoved = "recovery-removed"

  init?(_ text: String?) {
    guard let text else { return nil }
    self.init(rawValue: text)
  }

  var flash: Layout.Flash {
    switch self {
    case .approvedFirst: .init(text: "Approved. A second person reviews it now.", isBad: false)
    case .disagreed: .init(text: "Your plate differs from the first reviewer's. A supervisor decides.", isBad: false)
    case .noticeIssued: .init(text: "Approved. The notice has been issued.", isBad: false)
    case .noticeMissing: .init(text: "Approved, but the notice could not be written. It can be issued from the case.", isBad: true)
    case .rejected: .init(text: "Rejected. The evidence will be destroyed.", isBad: false)
    case .hitDecided: .init(text: "Your decision on the hit is stored.", isBad: false)
    case .bodyDismissed: .init(text: "Dismissed.", isBad: false)
    case .rolesChanged: .init(text: "Roles changed. The person has to sign in again.", isBad: false)
    case .scopeChanged: .init(text: "Stored. The person has to sign in again, and finds the cases of these places alone.", isBad: false)
    case .personDisabled: .init(text: "Disabled. All sessions of this person have ended.", isBad: false)
    case .personEnabled: .init(text: "Enabled. Send a new link to let this person in.", isBad: false)
    case .marksSaved: .init(text: "Stored. The camera is watched with this line and lamp from now on.", isBad: false)
    case .marksRemoved: .init(text: "Removed. This camera enforces no red light any more.", isBad: false)
    case .cameraRevoked: .init(text: "Revoked. Its connections are closed, and its key and certificate open nothing any more.", isBad: false)
    case .recordAssessed: .init(text: "Your assessment is stored, and recorded itself.", isBad: false)
    case .weekSigned: .init(text: "The week is signed off.", isBad: false)
    case .passkeyAdded: .init(text: "The passkey is added. Other sessions of yours have ended.", isBad: false)
    case .passkeyRenamed: .init(text: "The passkey has its new name.", isBad: false)
    case .passkeyRevoked: .init(text: "The passkey opens nothing any more. Other sessions of yours have ended.", isBad: false)
    case .passkeysRevoked: .init(text: "All passkeys of this person are revoked, and their sessions have ended. Send a new link to let them in.", isBad: false)
    case .sessionEnded: .init(text: "Ended.", isBad: false)
    case .recoveryReady: .init(text: "Recovery is ready.", isBad: false)
    case .recoveryRemoved: .init(text: "Recovery is removed.", isBad: false)
    }
  }
}
