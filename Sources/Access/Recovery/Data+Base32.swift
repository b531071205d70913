import Foundation

extension Data {
  private static let base32Letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")

  /// Base32 (RFC 4648, section 6) without padding, as authenticator apps take a secret.
  var base32: String {
    var text = ""
    var bits: UInt64 = 0
    var count = 0
    for byte in self {
      bits = bits << 8 | UInt64(byte)
      count += 8
      while count >= 5 {
        count -= 5
        text.append(Self.base32Letters[Int(bits >> UInt64(count) & 31)])
      }
    }
    if count > 0 { text.append(Self.base32Letters[Int(bits << UInt64(5 - count) & 31)]) }
    return text
  }
}
