import Crypto
import Foundation
import Storage
import Traffic

/// Where number and code of a notice are compared. A wrong number and a wrong code get the same answer after the same time.
struct PortalDoor: Sendable {
  /// Every answer takes this long, whatever was found: longer than the longest look-up takes.
  static let answersAfter = Duration.milliseconds(400)
  /// Compared with where there is no such notice; no code is ever drawn like it.
  private static let noCode = "------------"

  let store: Store

  /// The notice, where number and code belong together.
  /// - Throws: what the store throws.
  func notice(_ number: String, code: String) async throws -> Notice? {
    let start = ContinuousClock.now
    let found = Result { try compare(number.trimmingCharacters(in: .whitespaces).uppercased(), code) }
    try await Task.sleep(until: start + Self.answersAfter, clock: .continuous)
    return try found.get()
  }

  private func compare(_ number: String, _ code: String) throws -> Notice? {
    let notice = try store.notice(number)
    // Under a key that is drawn for this comparison alone, equal codes make equal bytes and others say nothing of how far they agree.
    let key = SymmetricKey(size: .bits256)
    let expected = HMAC<SHA256>.authenticationCode(for: Data((notice.map { Self.plain($0.accessCode) } ?? Self.noCode).utf8), using: key)
    let given = Data(HMAC<SHA256>.authenticationCode(for: Data(Self.plain(code).utf8), using: key))
    return expected == given && !Self.plain(code).isEmpty ? notice : nil
  }

  /// A code as it is compared: in upper case, without hyphens and spaces, letters that codes do not have read as the digits they were taken for
  /// (Crockford's base 32).
  static func plain(_ code: String) -> String {
    let letters = code.uppercased().filter { $0.isLetter || $0.isNumber }
    return String(letters.map { letter in
      switch letter {
      case "O": "0"
      case "I", "L": "1"
      default: letter
      }
    }.prefix(64))
  }
}
