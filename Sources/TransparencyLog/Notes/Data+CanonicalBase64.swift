import Foundation

extension Data {
  /// Base64 as it would be written: padded, and no bits that nobody reads.
  init?(canonicalBase64 text: String) {
    guard let bytes = Data(base64Encoded: text), bytes.base64EncodedString() == text else { return nil }
    self = bytes
  }
}
