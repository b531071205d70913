import Access
import Crypto
import Foundation
import Traffic

/// A person's own passkeys and sessions.
struct AccountPage: Sendable {
  var accountLabel: String
  var problem: Layout.Note?
  var passkeysLabel: String
  var hasPasskeys: Bool
  var passkeys: [PasskeyRow]
  /// Whether passkeys can be made at this address.
  var canAdd: Bool
  var sessions: [SessionRow]
  /// Whether there are sessions besides this one.
  var hasOthers: Bool
  var recovery: AccountRecovery

  struct PasskeyRow: Sendable {
    var passkeyID: String
    var passkeyName: String
    /// Whether it may be copied to other devices.
    var isSynced: Bool
    var madeLabel: String
    var usedLabel: String
    /// Nobody locks themselves out.
    var mayRevoke: Bool
  }

  struct SessionRow: Sendable {
    var sessionID: String
    var isThis: Bool
    var browserLabel: String
    var sourceLabel: String
    var wayLabel: String
    var sinceLabel: String
    var seenLabel: String
  }

  /// A person's sessions, and which of them the page is shown in.
  struct Sessions: Sendable {
    var all: [Session]
    var own: Data?
  }

  init(
    _ person: Person, passkeys: [Passkey], sessions: Sessions, recovery: AccountRecovery, canAdd: Bool, clock: SiteClock, now: Date,
    problem: String? = nil
  ) {
    self.recovery = recovery
    accountLabel = "\(person.name), \(Role.allCases.filter(person.roles.contains).map(\.rawValue).joined(separator: ", "))"
    self.problem = problem.map(Layout.Note.init)
    passkeysLabel = passkeys.count == 1 ? "make a second one, for the day you lose this one" : ""
    hasPasskeys = !passkeys.isEmpty
    self.canAdd = canAdd
    self.passkeys = passkeys.map { passkey in
      PasskeyRow(
        passkeyID: Self.name(of: passkey), passkeyName: passkey.name, isSynced: passkey.isBackupEligible, madeLabel: clock.day(passkey.createdAt),
        usedLabel: passkey.lastUsedAt.map { Wording.ago($0, now: now) } ?? "never", mayRevoke: passkeys.count > 1)
    }
    self.sessions = sessions.all.map { session in
      SessionRow(
        sessionID: Self.name(of: session), isThis: session.hash == sessions.own,
        browserLabel: session.caller.browser.isEmpty ? "Unknown browser" : session.caller.browser,
        sourceLabel: session.caller.source.isEmpty ? "unknown" : session.caller.source, wayLabel: session.way.label,
        sinceLabel: "\(clock.shortDay(session.startedAt)), \(clock.minute(session.startedAt))",
        seenLabel: Wording.ago(session.seenAt, now: now))
    }
    hasOthers = self.sessions.contains { !$0.isThis }
  }

  /// What an address names a passkey by: the beginning of a hash, because a credential ID may have a thousand bytes.
  static func name(of passkey: Passkey) -> String { Data(SHA256.hash(data: passkey.id)).prefix(16).hex }

  /// What an address names a session by: the beginning of its token's hash, which opens nothing.
  static func name(of session: Session) -> String { session.hash.prefix(16).hex }
}

extension Session.Way {
  var label: String {
    switch self {
    case .passkey: "passkey"
    case .link: "one-time link"
    case .agency: "agency account"
    }
  }
}
