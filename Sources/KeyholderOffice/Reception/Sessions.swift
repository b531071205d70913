import Crypto
import Foundation
import Keyholding
import Traffic

/// Who is signed in. In memory alone: a restart ends every session. Of a token only the hash is kept.
actor Sessions {
  static let idleSeconds: TimeInterval = 15 * 60
  static let longestSeconds: TimeInterval = 8 * 3600

  private struct Session {
    let judge: PersonName
    let begun: Date
    var used: Date
  }

  private var sessions: [Data: Session] = [:]

  /// - Returns: the token that the browser keeps: 32 random bytes.
  func begin(_ judge: PersonName, at now: Date) -> String {
    sessions = sessions.filter { Self.isAlive($0.value, now) }
    let token = SymmetricKey(size: .bits256).withUnsafeBytes { $0.hex }
    sessions[Self.hash(token)] = Session(judge: judge, begun: now, used: now)
    return token
  }

  func judge(behind token: String, at now: Date) -> PersonName? {
    let hash = Self.hash(token)
    guard let session = sessions[hash], Self.isAlive(session, now) else {
      sessions[hash] = nil
      return nil
    }
    sessions[hash]?.used = now
    return session.judge
  }

  func end(_ token: String) { sessions[Self.hash(token)] = nil }

  private static func isAlive(_ session: Session, _ now: Date) -> Bool {
    now.timeIntervalSince(session.used) < idleSeconds && now.timeIntervalSince(session.begun) < longestSeconds
  }

  private static func hash(_ token: String) -> Data { Data(SHA256.hash(data: Data(token.utf8))) }
}
