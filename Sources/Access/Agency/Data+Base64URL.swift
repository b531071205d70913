import Foundation

extension Data {
  /// Reads base64 for addresses (RFC 4648, section 5) without padding, as JOSE writes it (RFC 7515, section 2).
  /// - Returns: `nil` for any other character, padding, white space, or a length that cannot be.
  init?(base64URL text: some StringProtocol) {
    let isPlain = text.utf8.allSatisfy { byte in
      switch byte {
      case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
      default: byte == UInt8(ascii: "-") || byte == UInt8(ascii: "_")
      }
    }
    guard isPlain else { return nil }
    let standard = String(text).replacing("-", with: "+").replacing("_", with: "/")
    self.init(base64Encoded: standard + String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4))
  }
}
