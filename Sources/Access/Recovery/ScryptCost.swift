/// How much work one scrypt hash is (RFC 7914).
struct ScryptCost: Hashable, Sendable {
  /// Binary logarithm of N.
  let logN: Int
  let r: Int
  let p: Int

  /// 128 MiB and some tenths of a second: OWASP's Password Storage Cheat Sheet, first of its equal choices.
  static let standard = ScryptCost(logN: 17, r: 8, p: 1)

  /// Whether a hash that was stored may ask for it: nobody fills the memory by way of a row of the database.
  var isBearable: Bool { (1...20).contains(logN) && (1...16).contains(r) && (1...16).contains(p) }
}
