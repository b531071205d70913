package import Foundation

extension Data {
  /// What an authenticator app makes of the letters that it is told.
  package init(base32 text: String) {
    let letters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
    var bits = text.compactMap { letters.firstIndex(of: $0) }.flatMap { number in (0..<5).map { number >> (4 - $0) & 1 } }[...]
    var bytes: [UInt8] = []
    while bits.count >= 8 {
      bytes.append(bits.prefix(8).reduce(0) { $0 << 1 | UInt8($1) })
      bits = bits.dropFirst(8)
    }
    self.init(bytes)
  }
}
