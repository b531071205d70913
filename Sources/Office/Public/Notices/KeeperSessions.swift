import Access
import Foundation

/// Who has given the number and code of a notice, for a quarter of an hour. In memory only: nothing of it outlives the server.
actor KeeperSessions {
  static let length: TimeInterval = 15 * 60
  /// With more at a time the oldest end.
  private static let most = 5_000

  private struct Session {
    var notice: String
    var until: Date
  }

  /// Owned by this actor: by the SHA-256 of their tokens.
  private var sessions: [Data: Session] = [:]

  /// Begins a session for a notice.
  /// - Returns: the token that leads back to it.
  func open(_ notice: String, at now: Date) -> Token {
    sessions = sessions.filter { $0.value.until > now }
    if sessions.count >= Self.most, let oldest = sessions.min(by: { $0.value.until < $1.value.until }) { sessions[oldest.key] = nil }
    let token = Token()
    sessions[token.hash] = Session(notice: notice, until: now.addingTimeInterval(Self.length))
    return token
  }

  /// The number of the notice that a token was given for; `nil` where its time is over or there never was one.
  func notice(for token: String, at now: Date) -> String? {
    guard let session = sessions[Token(presented: token).hash], session.until > now else { return nil }
    return session.notice
  }

  func close(_ token: String) { sessions[Token(presented: token).hash] = nil }
}
