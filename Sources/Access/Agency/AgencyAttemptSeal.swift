import Crypto
import Foundation

/// Puts an attempt into the browser's cookie and takes it out again. The key is of this process alone: who is on their way when it ends begins anew.
struct AgencyAttemptSeal: Sendable {
  /// The longest address to go on to; a cookie has 4 KiB.
  static let longestNext = 1024
  /// The longest cookie that is looked at.
  private static let longest = 4096

  private let key = SymmetricKey(size: .bits256)

  func close(_ attempt: AgencyAttempt) throws(AgencyFault) -> String {
    guard let body = try? JSONEncoder().encode(attempt), let sealed = try? AES.GCM.seal(body, using: key).combined else { throw .noAttempt }
    return sealed.base64URLEncoded
  }

  /// - Returns: `nil` for everything that was not closed here, or too long ago.
  func open(_ text: String, now: Date) -> AgencyAttempt? {
    guard text.utf8.count <= Self.longest, let sealed = Data(base64URL: text), let box = try? AES.GCM.SealedBox(combined: sealed),
      let body = try? AES.GCM.open(box, using: key), let attempt = try? JSONDecoder().decode(AgencyAttempt.self, from: body), attempt.isAlive(now)
    else { return nil }
    return attempt
  }
}
