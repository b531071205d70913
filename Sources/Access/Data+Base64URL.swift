import Foundation

extension Data {
  /// Base64 for addresses (RFC 4648, section 5), without padding.
  var base64URLEncoded: String {
    base64EncodedString().replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
  }

  /// Reads base64 for addresses.
  /// - Returns: `nil` for anything but the one way to write it: padding, other letters and bits that are left over are refused.
  init?(base64URL text: String) {
    let standard = text.replacing("-", with: "+").replacing("_", with: "/")
    let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
    guard let data = Data(base64Encoded: standard + padding), data.base64URLEncoded == text else { return nil }
    self = data
  }
}
