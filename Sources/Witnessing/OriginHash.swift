import Crypto
import Foundation

/// What a log is called in a witness's addresses and files: SHA-256 of its origin in hexadecimal digits (C2SP `tlog-witness`).
struct OriginHash: Hashable, Sendable {
  let text: String

  init(_ origin: String) {
    text = SHA256.hash(data: Data(origin.utf8)).map { byte in String(byte >> 4, radix: 16) + String(byte & 0xF, radix: 16) }.joined()
  }
}
