import Access
import Foundation

/// How a person's recovery stands, as their account shows it.
struct AccountRecovery: Sendable {
  /// Whether it works.
  var isReady: Bool
  var readyLabel: String?
  /// Whether a new one waits for its first code.
  var isWaiting: Bool
  /// What goes into the authenticator app; shown once.
  var secret: Secret?

  struct Secret: Sendable {
    var groups: String
    var uri: String
  }

  /// What was just begun.
  enum Begun: Sendable {
    /// It waits for the first code; `nil` where its secret was shown on the page before.
    case waiting(RecoverySetup?)
  }

  init(setAt: Date?, begun: Begun?, clock: SiteClock) {
    isReady = setAt != nil
    readyLabel = setAt.map { "since \(clock.day($0))" }
    guard case .waiting(let setup)? = begun else {
      isWaiting = false
      return
    }
    isWaiting = true
    secret = setup.map { Secret(groups: Self.grouped($0.secret), uri: $0.address.absoluteString) }
  }

  /// In fours, as people type it.
  private static func grouped(_ text: String) -> String {
    stride(from: 0, to: text.count, by: 4).map { String(text.dropFirst($0).prefix(4)) }.joined(separator: " ")
  }
}
