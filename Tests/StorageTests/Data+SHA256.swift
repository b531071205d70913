import Crypto
import Foundation

extension Data {
  var sha256: Data { Data(SHA256.hash(data: self)) }
  var sha256Hex: String { sha256.map { String(format: "%02x", $0) }.joined() }
}
