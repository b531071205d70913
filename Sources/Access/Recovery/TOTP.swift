import Crypto
import Foundation

/// Time-based one-time passwords (RFC 6238) as every authenticator app computes them: HMAC-SHA-1, steps of 30 s, six digits.
struct TOTP: Sendable, Hashable, Codable {
  static let stepSeconds = 30
  static let digits = 6
  /// As long as the hash (RFC 4226, section 4).
  private static let secretBytes = 20
  /// Clocks may be a step apart, in either direction (RFC 6238, section 5.2).
  private static let window: Int64 = 1

  let secret: Data

  init() { secret = SymmetricKey(size: .init(bitCount: Self.secretBytes * 8)).withUnsafeBytes { Data($0) } }

  init(secret: Data) { self.secret = secret }

  static func step(at now: Date) -> Int64 { Int64((now.timeIntervalSince1970 / Double(stepSeconds)).rounded(.down)) }

  /// The code of a step (RFC 4226, section 5.3).
  func code(step: Int64, digits: Int = Self.digits) -> String {
    let message = withUnsafeBytes(of: step.bigEndian) { Data($0) }
    let mac = Array(HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: secret)))
    let offset = Int(mac[mac.count - 1] & 0x0F)
    let number = mac[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) } & 0x7FFF_FFFF
    let modulus = (0..<digits).reduce(1) { value, _ in value * 10 }
    let text = String(Int(number) % modulus)
    return String(repeating: "0", count: digits - text.count) + text
  }

  /// Which step a code is of, near a moment and later than a step that was used: a code is good once (RFC 6238, section 5.2).
  /// - Returns: `nil` where it is none. Looks at every step that it may be of, whichever it is.
  func step(of code: String, at now: Date, after used: Int64?) -> Int64? {
    let present = Self.step(at: now)
    let typed = Array(code.filter { $0 != " " }.utf8)
    var found: Int64?
    for step in present - Self.window...present + Self.window {
      let right = Array(self.code(step: step).utf8)
      let isRight = typed.count == right.count && zip(typed, right).reduce(0) { $0 | $1.0 ^ $1.1 } == 0
      if isRight, found == nil, step > used ?? .min { found = step }
    }
    return found
  }
}
