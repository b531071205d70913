/// The values `R_A,t` of all subsets, which every second become others that do not lead back: `R_A,t+1 = HMAC(R_A,t, "gantry/v1/ratchet")`.
struct Ratchet: ~Copyable {
  /// The last second an epoch can have: two hours. No epoch lasts as long; a keyholder walks no further, whatever a row says.
  static let lastSecond: UInt32 = 7200

  private let values: SecretBytes
  private var hash: KeyedHash
  let subsetCount: Int
  /// The second whose values these are, from 0 at the opening of the epoch.
  private(set) var second: UInt32 = 0

  /// Derives `R_A,0` from each subset's secret, 32 bytes apiece.
  init(secrets: borrowing SecretBytes, context: EpochContext) throws(SealingFault) {
    var hash = try KeyedHash()
    values = try hash.deriveEach(.record, context, from: secrets)
    subsetCount = secrets.count / KeyedHash.byteCount
    self.hash = hash
  }

  /// Goes on to a second; the values before it are overwritten. For a second that has gone by already nothing happens: there is no way back.
  mutating func advance(to target: UInt32) {
    guard second < target else { return }
    hash.setMessage { $0.append(.ratchet) }
    while second < min(target, Self.lastSecond) {
      for number in 0..<subsetCount {
        let value = values.part(number, of: KeyedHash.byteCount)
        hash.code(under: UnsafeRawBufferPointer(value), into: value)
      }
      second += 1
    }
    hash.erase()
  }

  /// The present value of a subset.
  borrowing func value(_ number: Int) -> UnsafeRawBufferPointer { UnsafeRawBufferPointer(values.part(number, of: KeyedHash.byteCount)) }
}
